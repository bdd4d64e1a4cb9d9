"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Action = (state: ActionState, form: FormData) => Promise<ActionState>;

/** E-mail address and password. `next` is where to go after it. */
export function SignInForm({ action, next }: { action: Action; next?: string }) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit} noValidate className="grid gap-4">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      {next && <input type="hidden" name="next" value={next} />}
      <Field label="E-mail" error={state.fields["email"]}>
        {(control) => (
          <Input
            {...control}
            type="email"
            name="email"
            autoComplete="username"
            defaultValue={state.values["email"]}
            className="h-10 text-lg"
          />
        )}
      </Field>
      <Field label="Password" error={state.fields["password"]}>
        {(control) => (
          <Input
            {...control}
            type="password"
            name="password"
            autoComplete="current-password"
            className="h-10 text-lg"
          />
        )}
      </Field>
      <SubmitButton size="lg">Sign in</SubmitButton>
    </form>
  );
}
