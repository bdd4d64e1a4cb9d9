"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  next?: string;
  /** The address that an invite is for. */
  email?: string;
};

/** Name, e-mail address and password of a new user. */
export function SignUpForm({ action, next, email }: Props) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit} noValidate className="grid gap-4">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      {next && <input type="hidden" name="next" value={next} />}
      <Field label="Name" error={state.fields["name"]}>
        {(control) => (
          <Input
            {...control}
            name="name"
            autoComplete="name"
            defaultValue={state.values["name"]}
            className="h-10 text-lg"
          />
        )}
      </Field>
      <Field label="E-mail" error={state.fields["email"]}>
        {(control) => (
          <Input
            {...control}
            type="email"
            name="email"
            autoComplete="username"
            defaultValue={state.values["email"] ?? email}
            className="h-10 text-lg"
          />
        )}
      </Field>
      <Field
        label="Password"
        hint={state.fields["password"] ? undefined : "At least 8 characters."}
        error={state.fields["password"]}
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            name="password"
            autoComplete="new-password"
            className="h-10 text-lg"
          />
        )}
      </Field>
      <SubmitButton size="lg">Create account</SubmitButton>
    </form>
  );
}
