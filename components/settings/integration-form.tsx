"use client";

import { useActionState, useState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import type { Webhook } from "#lib/tickets/change-integrations.ts";
import type { IntegrationKind } from "#lib/tickets/schema.ts";
import { IntegrationFields } from "#components/settings/integration-fields.tsx";
import { WebhookSetup } from "#components/settings/webhook-setup.tsx";
import { TRACKER_WORDS } from "#components/settings/integration-words.ts";

type Made = { kind: IntegrationKind; webhook: Webhook };
type State = ActionState<Made>;
type Create = (state: State, form: FormData) => Promise<State>;

const KINDS: IntegrationKind[] = ["GITHUB", "GITLAB", "JIRA"];

/** Adds a tracker, and shows once what its webhook needs. */
export function IntegrationForm({ action }: { action: Create }) {
  const [kind, setKind] = useState<IntegrationKind>("GITHUB");
  const [made, setMade] = useState<Made>();
  return (
    <div className="grid max-w-xl gap-4">
      {made && (
        <WebhookSetup
          title={`${TRACKER_WORDS[made.kind].name} is added. Set up its webhook now`}
          kind={made.kind}
          webhook={made.webhook}
        />
      )}
      <SegmentedControl
        label="Tracker"
        className="justify-self-start"
        options={KINDS.map((value) => ({ value, label: TRACKER_WORDS[value].name }))}
        value={kind}
        onChange={setKind}
      />
      {/* What was wrong with one tracker does not concern the next. */}
      <Form key={kind} kind={kind} action={action} onMade={setMade} />
    </div>
  );
}

type FormProps = { kind: IntegrationKind; action: Create; onMade: (made: Made) => void };

function Form({ kind, action, onMade }: FormProps) {
  const [state, submit] = useActionState(async (before: State, form: FormData): Promise<State> => {
    const after = await action(before, form);
    if (after.result) onMade(after.result);
    return after;
  }, idle);
  return (
    <form action={submit} noValidate className="grid gap-4">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <input type="hidden" name="kind" value={kind} />
      <IntegrationFields kind={kind} state={state} />
      <SubmitButton className="justify-self-start">Add {TRACKER_WORDS[kind].name}</SubmitButton>
    </form>
  );
}
