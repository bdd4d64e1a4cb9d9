"use client";

import { Check, Ellipsis, Eye, Merge, RotateCcw, Trash2, UserRound, X } from "lucide-react";
import type { RefObject } from "react";
import { ArchiveMenu } from "#components/issues/archive-menu.tsx";
import { AssignMenu } from "#components/issues/assign-menu.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { exactCount } from "#lib/format/count.ts";
import type { AssignableActor, IssueChange, IssuePriority } from "#lib/issues/schema.ts";

type Props = {
  /** How many are selected, on this page or of all that match. */
  chosen: number;
  /** Issues of this page that are selected. */
  onPage: number;
  total: number;
  canReopen: boolean;
  canReview: boolean;
  actors: AssignableActor[];
  assigning: boolean;
  onAssigning: (open: boolean) => void;
  onSelectPage: (selected: boolean) => void;
  onChange: (change: IssueChange) => void;
  /** null when fewer than two issues of one project are selected. */
  onMerge: (() => void) | null;
  /** The button of the menu that asks for deleting. */
  moreRef: RefObject<HTMLButtonElement | null>;
  /** null for whoever may not. */
  onDelete: (() => void) | null;
};

const PRIORITIES: readonly { priority: IssuePriority; label: string }[] = [
  { priority: "HIGH", label: "High" },
  { priority: "MEDIUM", label: "Medium" },
  { priority: "LOW", label: "Low" },
];

/** What can be done with the selected issues; lies over the head row, so that nothing moves. */
export function BulkBar(props: Props) {
  const { chosen, onPage, total, canReopen, onChange } = props;
  return (
    <div
      role="toolbar"
      aria-label="Selected issues"
      className="sticky top-12 z-20 flex min-h-9 flex-wrap items-center gap-2 border-b bg-canvas pl-1 max-sm:gap-1.5 max-sm:py-1.5 sm:-mb-9 sm:h-9 sm:flex-nowrap"
    >
      <Checkbox
        aria-label="Select all on this page"
        checked={onPage === total}
        indeterminate={onPage > 0 && onPage < total}
        onChange={() => props.onSelectPage(onPage < total)}
      />
      <span className="mr-1 text-sm font-medium whitespace-nowrap tabular-nums" aria-live="polite">
        {exactCount(chosen)} selected
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
            <UserRound aria-hidden className="max-sm:hidden" /> Assign
          </Button>
        }
      />
      {props.onMerge && (
        <Button size="sm" onClick={props.onMerge}>
          <Merge aria-hidden className="max-sm:hidden" /> Merge
        </Button>
      )}
      <MoreMenu {...props} />
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

function MoreMenu({ canReview, moreRef, onChange, onDelete }: Props) {
  return (
    <Menu
      label="More for the selected issues"
      align="end"
      trigger={
        <Button ref={moreRef} size="sm" icon aria-label="More">
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {canReview && (
        <MenuItem icon={<Eye aria-hidden />} hint="r" onSelect={() => onChange({ kind: "review" })}>
          Mark reviewed
        </MenuItem>
      )}
      <MenuLabel>Priority</MenuLabel>
      {PRIORITIES.map(({ priority, label }) => (
        <MenuItem key={priority} onSelect={() => onChange({ kind: "priority", priority })}>
          {label}
        </MenuItem>
      ))}
      {onDelete && (
        <>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={onDelete}>
            Delete…
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
