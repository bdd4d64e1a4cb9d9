"use client";

import { useOptimistic, useTransition } from "react";
import { type Answer, answered } from "#components/issues/comment-actions.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Props = {
  /** The rule as a sentence. */
  words: string;
  isActive: boolean;
  /** null for whoever may not. */
  toggle: ((isActive: boolean) => Promise<Answer>) | null;
};

/** What the merges taught, with its switch. */
export function MergedRule({ words, isActive, toggle }: Props) {
  const [active, setActive] = useOptimistic(isActive);
  const [, startChange] = useTransition();
  const toast = useToast();
  const change = (to: boolean) =>
    startChange(async () => {
      if (!toggle) return;
      setActive(to);
      const answer = await answered(toggle(to));
      if (!answer.ok) toast({ title: "Not saved", detail: answer.message, tone: "error" });
    });
  return (
    <Checkbox
      checked={active}
      disabled={!toggle}
      onChange={(event) => change(event.currentTarget.checked)}
      label={<span className="[overflow-wrap:anywhere]">{untrustedText(words, 600)}</span>}
      hint={
        active
          ? "This holds for events that match no group yet."
          : "Turned off: such events become issues of their own."
      }
    />
  );
}
