"use client";

import { useActionState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Action = (state: ActionState) => Promise<ActionState>;

/** The button that joins an organization. */
export function AcceptInviteForm({ action, organization }: { action: Action; organization: string }) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit} className="grid gap-4">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <SubmitButton size="lg" className="max-w-full min-w-0">
        <span className="truncate">Join {organization}</span>
      </SubmitButton>
    </form>
  );
}
