"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import { SCOPE_GROUPS } from "#components/settings/scope-groups.ts";
import { ShownOnce } from "#components/settings/shown-once.tsx";

export type TokenState = ActionState<{ token: string }>;
type Props = { action: (state: TokenState, form: FormData) => Promise<TokenState> };

const FIRST_CHOICE: Record<string, string> = {
  event: "event:read",
  project: "project:read",
  org: "org:read",
};

/** Creates a token that acts as the user. */
export function UserTokenForm({ action }: Props) {
  const [state, submit] = useActionState(action, idle);
  const before = state.values["scopes"]?.split(" ");
  return (
    <div className="grid gap-4">
      {state.result && (
        <ShownOnce title="Copy your token now" value={state.result.token} copyLabel="Copy token">
          Debrief keeps only a fingerprint of it and cannot show it again.
        </ShownOnce>
      )}
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <form action={submit} noValidate className="grid gap-4">
        <Field label="Name" hint="What uses it, such as “nightly report”." error={state.fields["name"]}>
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="off"
              defaultValue={state.values["name"]}
              className="max-w-sm"
            />
          )}
        </Field>
        <fieldset className="grid min-w-0 gap-3">
          <legend className="mb-2 font-medium">What it may do</legend>
          <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
            {SCOPE_GROUPS.map((group) => (
              <Field key={group.name} label={group.label} hint={group.hint}>
                {(control) => (
                  <Select
                    {...control}
                    name="scopes"
                    size="sm"
                    defaultValue={
                      before
                        ? group.levels.find(({ scope }) => before.includes(scope))?.scope
                        : FIRST_CHOICE[group.name]
                    }
                  >
                    {group.levels.map(({ scope, label }) => (
                      <option key={scope} value={scope}>
                        {label}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            ))}
          </div>
          {state.fields["scopes"] && (
            <p role="alert" className="text-sm text-error">
              {state.fields["scopes"]}
            </p>
          )}
        </fieldset>
        <div>
          <SubmitButton>Create token</SubmitButton>
        </div>
      </form>
    </div>
  );
}
