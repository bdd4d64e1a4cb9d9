"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import type { Role } from "#lib/accounts/scopes.ts";
import { ROLES } from "#components/settings/roles.ts";
import { ShownOnce } from "#components/settings/shown-once.tsx";

type State = ActionState<{ link: string }>;
type Props = { action: (state: State, form: FormData) => Promise<State>; roles: readonly Role[] };

/** Makes a link that lets one person join. */
export function InviteForm({ action, roles }: Props) {
  const [state, submit] = useActionState(action, idle);
  return (
    <div className="grid gap-4">
      <form action={submit} noValidate className="flex flex-wrap items-start gap-3">
        <Field label="E-mail" optional error={state.fields["email"]} className="w-full sm:w-64">
          {(control) => (
            <Input
              {...control}
              type="email"
              name="email"
              autoComplete="off"
              defaultValue={state.values["email"]}
            />
          )}
        </Field>
        <Field label="Role" error={state.fields["role"]} className="w-full sm:w-36">
          {(control) => (
            <Select {...control} name="role" defaultValue={state.values["role"] ?? "MEMBER"}>
              {ROLES.filter(({ role }) => roles.includes(role)).map(({ role, label }) => (
                <option key={role} value={role}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <SubmitButton className="sm:mt-6.5">Create link</SubmitButton>
      </form>
      {state.message && <Notice tone="error">{state.message}</Notice>}
      {state.result && (
        <ShownOnce title="Send this link to one person" value={state.result.link} copyLabel="Copy link">
          It works once, within seven days, and is not shown again.
        </ShownOnce>
      )}
    </div>
  );
}
