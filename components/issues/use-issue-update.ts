"use client";

import { useTransition } from "react";
import type { UpdateIssuesAction } from "#components/issues/update-action.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { IssueChange } from "#lib/issues/schema.ts";

const DONE: Readonly<Record<IssueChange["kind"], string>> = {
  resolve: "Resolved",
  unresolve: "Reopened",
  archive: "Archived",
  assign: "Assigned",
  restore: "Taken back",
};

function saying(change: IssueChange, count: number): string {
  const word = change.kind === "assign" && change.assignee === null ? "Unassigned" : DONE[change.kind];
  return count === 1 ? word : `${word} ${count} issues`;
}

/**
 * Returns `update`, which shows the change at once through `show`, saves it, and offers to take it back.
 * What `show` did goes when the server's answer is on the page.
 */
export function useIssueUpdate(
  action: UpdateIssuesAction,
  show: (ids: number[], change: IssueChange) => void,
): { update: (ids: number[], change: IssueChange) => void; saving: boolean } {
  const toast = useToast();
  const [saving, startSaving] = useTransition();
  const update = (ids: number[], change: IssueChange) => {
    if (ids.length === 0) return;
    startSaving(async () => {
      show(ids, change);
      const outcome = await send(action, ids, change);
      if (!outcome.ok) return toast({ title: "Not saved", detail: outcome.message, tone: "error" });
      const { before } = outcome;
      if (before.length === 0) return toast({ title: "Nothing to change" });
      const undo = () =>
        update(
          before.map((state) => state.id),
          { kind: "restore", states: before },
        );
      toast({ title: saying(change, before.length), undo: change.kind === "restore" ? undefined : undo });
    });
  };
  return { update, saving };
}

async function send(action: UpdateIssuesAction, ids: number[], change: IssueChange) {
  try {
    return await action({ ids, change });
  } catch {
    const message = "The server could not be reached. Check the connection and try again.";
    return { ok: false as const, message };
  }
}
