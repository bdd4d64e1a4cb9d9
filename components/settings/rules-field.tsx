import { Field } from "#components/ui/field.tsx";
import { TextArea } from "#components/ui/text-area.tsx";

type Props = {
  name: string;
  label: string;
  hint: string;
  example: string;
  value: string;
  /** One fault a line. */
  error: string | undefined;
};

/** Rules as text, one a line. */
export function RulesField({ name, label, hint, example, value, error }: Props) {
  return (
    <Field
      label={label}
      hint={hint}
      optional
      error={error && <span className="whitespace-pre-line">{error}</span>}
    >
      {(control) => (
        <TextArea
          {...control}
          name={name}
          mono
          rows={Math.min(16, Math.max(5, value.split("\n").length + 1))}
          spellCheck={false}
          wrap="off"
          placeholder={example}
          defaultValue={value}
        />
      )}
    </Field>
  );
}
