"use client";

import { useTransition } from "react";
import { sayChange } from "#components/issues/say-change.ts";
import type {
  UndoIssuesAction,
  UpdateIssuesAction,
  UpdateOutcome,
} from "#components/issues/update-action.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { IssueChange, NamedAssignee } from "#lib/issues/schema.ts";

/**
 * Returns `update`, which shows the change at once through `show`, saves it, and offers to take it back.
 * What `show` did goes when the server's answer is on the page.
 * @param actors whom the toast can name.
 */
export function useIssueUpdate(
  action: UpdateIssuesAction,
  undo: UndoIssuesAction,
  show: (ids: number[], change: IssueChange) => void,
  actors: readonly NamedAssignee[] = [],
): { update: (ids: number[], change: IssueChange) => void; saving: boolean } {
  const toast = useToast();
  const [saving, startSaving] = useTransition();
  const refuse = (detail: string) => toast({ title: "Not saved", detail, tone: "error" });
  const takeBack = (id: string) =>
    startSaving(async () => {
      const outcome = await answered(() => undo(id));
      if (!outcome.ok) return refuse(outcome.message);
      toast({ title: outcome.changed === 0 ? "It was changed again since" : "Taken back" });
    });
  const update = (ids: number[], change: IssueChange) => {
    if (ids.length === 0) return;
    startSaving(async () => {
      show(ids, change);
      const outcome = await answered(() => action({ ids, change }));
      if (!outcome.ok) return refuse(outcome.message);
      if (outcome.changed === 0) return toast({ title: "Nothing to change" });
      const { changed, undo: id } = outcome;
      toast({
        title: sayChange(change, changed, actors),
        undo: id === null ? undefined : () => takeBack(id),
      });
    });
  };
  return { update, saving };
}

async function answered(send: () => Promise<UpdateOutcome>): Promise<UpdateOutcome> {
  try {
    return await send();
  } catch {
    const message = "The server could not be reached. Check the connection and try again.";
    return { ok: false, message };
  }
}
