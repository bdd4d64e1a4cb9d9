import { Field } from "#components/ui/field.tsx";
import { TextArea } from "#components/ui/text-area.tsx";

type Props = {
  name: string;
  label: string;
  hint: string;
  example: string;
  values: readonly string[];
  error: string | undefined;
};

/** A list that is written one value a line. */
export function LinesField({ name, label, hint, example, values, error }: Props) {
  return (
    <Field label={label} hint={hint} error={error} optional>
      {(control) => (
        <TextArea
          {...control}
          name={name}
          mono
          spellCheck={false}
          placeholder={example}
          defaultValue={values.join("\n")}
        />
      )}
    </Field>
  );
}
