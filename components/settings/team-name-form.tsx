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
  /** What it is called now; left out for a new team. */
  name?: string;
  submitLabel: string;
};

/** Names a team, new or old. */
export function TeamNameForm({ action, name, submitLabel }: Props) {
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
    <form action={submit} noValidate className="grid gap-4">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <div className="flex flex-wrap items-start gap-3">
        <Field label="Name" error={state.fields["name"]} className="w-full sm:w-64">
          {(control) => (
            <Input
              {...control}
              key={name}
              name="name"
              autoComplete="off"
              placeholder={name === undefined ? "Payments" : undefined}
              defaultValue={state.values["name"] ?? name}
            />
          )}
        </Field>
        <SubmitButton className="sm:mt-6.5">{submitLabel}</SubmitButton>
      </div>
    </form>
  );
}
