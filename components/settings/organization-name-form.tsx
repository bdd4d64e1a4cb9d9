"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  name: string;
  disabled: boolean;
};

/** Renames the organization. */
export function OrganizationNameForm({ action, name, disabled }: Props) {
  const toast = useToast();
  const [state, submit] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      const after = await action(before, form);
      if (after.status === "saved") toast({ title: "Name saved" });
      return after;
    },
    idle,
  );
  return (
    <form action={submit} noValidate className="grid max-w-md gap-4">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <Field label="Name" error={state.fields["name"]}>
        {(control) => (
          <Input
            {...control}
            key={name}
            name="name"
            autoComplete="organization"
            defaultValue={state.values["name"] ?? name}
            disabled={disabled}
          />
        )}
      </Field>
      <div>
        <SubmitButton disabled={disabled}>Save</SubmitButton>
      </div>
    </form>
  );
}
