"use client";

import { useActionState } from "react";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Props = {
  label: string;
  /** Names what it is about, for screen readers: "Remove Ada from Payments". */
  accessibleLabel: string;
  /** Reported when it is done. */
  doneMessage: string;
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  /** What the action needs to know. */
  fields?: Record<string, string | number>;
};

/** A button that does at once what another one takes back. */
export function TeamAction({ label, accessibleLabel, doneMessage, action, fields = {} }: Props) {
  const toast = useToast();
  const [, submit] = useActionState(async (before: ActionState, form: FormData): Promise<ActionState> => {
    const after = await action(before, form);
    if (after.status === "saved") toast({ title: doneMessage });
    else toast({ title: "Not saved", detail: after.message, tone: "error" });
    return after;
  }, idle);
  return (
    <form action={submit} className="inline-flex">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton size="sm" variant="ghost" aria-label={accessibleLabel}>
        {label}
      </SubmitButton>
    </form>
  );
}
