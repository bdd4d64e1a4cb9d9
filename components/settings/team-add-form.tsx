"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Props = {
  label: string;
  /** Name of the form's field. */
  name: string;
  options: readonly { id: number; label: string }[];
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** Adds one of several people or projects to a team. */
export function TeamAddForm({ label, name, options, action }: Props) {
  const [state, submit] = useActionState(action, idle);
  return (
    <div className="grid gap-3">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <form action={submit} className="flex flex-wrap items-end gap-3">
        <Field label={label} error={state.fields[name]} className="w-full sm:w-80">
          {(control) => (
            <Select {...control} name={name} key={options.length} required>
              {options.map((option) => (
                <option key={option.id} value={option.id}>
                  {option.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <SubmitButton variant="secondary">Add</SubmitButton>
      </form>
    </div>
  );
}
