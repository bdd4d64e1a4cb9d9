"use client";

import { Check, RotateCcw, X } from "lucide-react";
import { ArchiveMenu } from "#components/issues/archive-menu.tsx";
import { AssignMenu } from "#components/issues/assign-menu.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { AssignableActor, IssueChange } from "#lib/issues/schema.ts";

type Props = {
  chosen: number;
  total: number;
  canReopen: boolean;
  actors: AssignableActor[];
  assigning: boolean;
  onAssigning: (open: boolean) => void;
  onSelectPage: (selected: boolean) => void;
  onChange: (change: IssueChange) => void;
};

/** What can be done with the selected issues; lies over the head row, so that nothing moves. */
export function BulkBar(props: Props) {
  const { chosen, total, canReopen, onChange } = props;
  return (
    <div
      role="toolbar"
      aria-label="Selected issues"
      className="sticky top-12 z-20 flex min-h-9 flex-wrap items-center gap-2 border-b bg-canvas pl-1 max-sm:gap-1.5 max-sm:py-1.5 sm:-mb-9 sm:h-9 sm:flex-nowrap"
    >
      <Checkbox
        aria-label="Select all on this page"
        checked={chosen === total}
        indeterminate={chosen > 0 && chosen < total}
        onChange={() => props.onSelectPage(chosen < total)}
      />
      <span className="mr-1 text-sm font-medium tabular-nums" aria-live="polite">
        {chosen} selected
      </span>
      {canReopen && (
        <Button size="sm" onClick={() => onChange({ kind: "unresolve" })}>
          <RotateCcw aria-hidden className="max-sm:hidden" /> Reopen
        </Button>
      )}
      <Button size="sm" onClick={() => onChange({ kind: "resolve" })} aria-keyshortcuts="e">
        <Check aria-hidden className="max-sm:hidden" /> Resolve
      </Button>
      <ArchiveMenu size="sm" onArchive={(until) => onChange({ kind: "archive", until })} />
      <AssignMenu
        actors={props.actors}
        assignee={null}
        open={props.assigning}
        onOpenChange={props.onAssigning}
        onAssign={(assignee) =>
          onChange({ kind: "assign", assignee: assignee && { type: assignee.type, id: assignee.id } })
        }
        trigger={
          <Button size="sm" aria-keyshortcuts="m">
            Assign
          </Button>
        }
      />
      <Button
        size="sm"
        icon
        variant="ghost"
        aria-label="Clear the selection"
        onClick={() => props.onSelectPage(false)}
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}
