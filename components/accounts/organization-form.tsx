"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Action = (state: ActionState, form: FormData) => Promise<ActionState>;

/** Names a new organization. */
export function OrganizationForm({ action }: { action: Action }) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit} noValidate className="grid gap-4">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <Field
        label="Name"
        hint="Your company, team or product. You can change it later."
        error={state.fields["name"]}
      >
        {(control) => (
          <Input
            {...control}
            name="name"
            autoComplete="organization"
            defaultValue={state.values["name"]}
            className="h-10 text-lg"
          />
        )}
      </Field>
      <SubmitButton size="lg">Create organization</SubmitButton>
    </form>
  );
}
