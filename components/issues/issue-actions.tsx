"use client";

import { Check, RotateCcw } from "lucide-react";
import { useOptimistic, useState } from "react";
import { applyChange } from "#components/issues/apply-change.ts";
import { ArchiveMenu } from "#components/issues/archive-menu.tsx";
import { AssignMenu } from "#components/issues/assign-menu.tsx";
import type { UpdateIssuesAction } from "#components/issues/update-action.ts";
import { useIssueUpdate } from "#components/issues/use-issue-update.ts";
import { useKeys } from "#components/issues/use-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { type Status, StatusChip } from "#components/ui/status-chip.tsx";
import type { AssignableActor, IssueChange, NamedAssignee } from "#lib/issues/schema.ts";

type Props = {
  id: number;
  chip: Status;
  assignee: NamedAssignee | null;
  actors: AssignableActor[];
  action: UpdateIssuesAction;
};

/** The state of an issue, and what can be done about it; shows changes at once. */
export function IssueActions({ actors, action, ...issue }: Props) {
  const [shown, change] = useOptimistic(issue, (before, to: IssueChange) => applyChange(before, to, actors));
  const [assigning, setAssigning] = useState(false);
  const { update } = useIssueUpdate(action, (_ids, to) => change(to));
  const act = (to: IssueChange) => update([issue.id], to);
  const isOpen = shown.chip !== "resolved" && shown.chip !== "archived";
  useKeys({
    e: () => act({ kind: isOpen ? "resolve" : "unresolve" }),
    a: () => act({ kind: "archive", until: "escalating" }),
    m: () => setAssigning(true),
  });
  return (
    <div className="flex shrink-0 items-center justify-end gap-2 max-sm:w-full max-sm:flex-wrap">
      <span className="mr-1 flex max-sm:flex-1">
        <StatusChip status={shown.chip} />
      </span>
      <AssignMenu
        actors={actors}
        assignee={shown.assignee}
        open={assigning}
        onOpenChange={setAssigning}
        onAssign={(assignee) =>
          act({ kind: "assign", assignee: assignee && { type: assignee.type, id: assignee.id } })
        }
      />
      {isOpen ? (
        <>
          <ArchiveMenu onArchive={(until) => act({ kind: "archive", until })} />
          <Button variant="primary" aria-keyshortcuts="e" onClick={() => act({ kind: "resolve" })}>
            <Check aria-hidden /> Resolve
          </Button>
        </>
      ) : (
        <Button aria-keyshortcuts="e" onClick={() => act({ kind: "unresolve" })}>
          <RotateCcw aria-hidden /> Reopen
        </Button>
      )}
    </div>
  );
}
