"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle } from "#lib/format/action-state.ts";
import { ShownOnce } from "#components/settings/shown-once.tsx";
import type { TokenState } from "#components/settings/user-token-form.tsx";

type Props = { action: (state: TokenState, form: FormData) => Promise<TokenState> };

/** Creates a token for the organization's CI. */
export function OrganizationTokenForm({ action }: Props) {
  const [state, submit] = useActionState(action, idle);
  return (
    <div className="grid gap-4">
      {state.result && (
        <ShownOnce title="Copy the token now" value={state.result.token} copyLabel="Copy token">
          Debrief keeps only a fingerprint of it and cannot show it again.
        </ShownOnce>
      )}
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <form action={submit} noValidate className="flex flex-wrap items-start gap-3">
        <Field label="Name" error={state.fields["name"]} className="w-full sm:w-80">
          {(control) => (
            <Input {...control} name="name" autoComplete="off" defaultValue={state.values["name"]} />
          )}
        </Field>
        <SubmitButton className="sm:mt-6.5">Create token</SubmitButton>
      </form>
    </div>
  );
}
