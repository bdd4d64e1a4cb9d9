"use client";

import { Eye, RotateCcw } from "lucide-react";
import { type ReactNode, useEffect, useOptimistic, useRef, useState } from "react";
import { applyChange } from "#components/issues/apply-change.ts";
import { ArchiveMenu } from "#components/issues/archive-menu.tsx";
import { AssignMenu, type SuggestedActor } from "#components/issues/assign-menu.tsx";
import { BookmarkButton } from "#components/issues/bookmark-button.tsx";
import { PriorityMenu } from "#components/issues/priority-menu.tsx";
import { ResolveMenu } from "#components/issues/resolve-menu.tsx";
import { SubscribeButton } from "#components/issues/subscribe-button.tsx";
import type { UndoIssuesAction, UpdateIssuesAction } from "#components/issues/update-action.ts";
import { useIssueUpdate } from "#components/issues/use-issue-update.ts";
import { useKeys } from "#components/issues/use-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { type Status, StatusChip } from "#components/ui/status-chip.tsx";
import type { AssignableActor, IssueChange, IssuePriority, NamedAssignee } from "#lib/issues/schema.ts";

type Shown = {
  id: number;
  chip: Status;
  assignee: NamedAssignee | null;
  priority: IssuePriority;
  isSubscribed: boolean;
  isBookmarked: boolean;
  needsReview: boolean;
};

type Props = {
  issue: Shown;
  /** What follows the word of the chip. */
  standing: string;
  priorityLocked: boolean;
  subscriptionReason: string | null;
  currentVersion: string | null;
  actors: AssignableActor[];
  suggestions: readonly SuggestedActor[];
  action: UpdateIssuesAction;
  undo: UndoIssuesAction;
  /** Further buttons, such as sharing. */
  children?: ReactNode;
};

function show(before: Shown, to: IssueChange, actors: readonly AssignableActor[]): Shown {
  switch (to.kind) {
    case "subscribe":
      return { ...before, isSubscribed: to.on };
    case "bookmark":
      return { ...before, isBookmarked: to.on };
    case "priority":
      return { ...before, priority: to.priority };
    case "review":
      return { ...before, needsReview: false };
    default:
      return applyChange(before, to, actors);
  }
}

/** Resolve and Reopen take each other's place: focus goes from the one that went to the one that came. */
function useKeptFocus(isOpen: boolean) {
  const buttons = useRef<HTMLDivElement>(null);
  const wanted = useRef(false);
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    // After a dialog has given up its own.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body)
        buttons.current?.querySelector<HTMLElement>("[aria-keyshortcuts=e]")?.focus();
    }, 50);
    return () => clearTimeout(timer);
  }, [isOpen]);
  return { buttons, keepFocus: () => void (wanted.current = true) };
}

/** The state of an issue, and what can be done about it; shows changes at once. */
export function IssueActions({ issue, actors, action, undo, ...props }: Props) {
  const [shown, change] = useOptimistic(issue, (before, to: IssueChange) => show(before, to, actors));
  const [opened, setOpened] = useState<"assign" | "priority">();
  const { update } = useIssueUpdate(action, undo, (_ids, to) => change(to), actors);
  const act = (to: IssueChange) => update([issue.id], to);
  const isOpen = shown.chip !== "resolved" && shown.chip !== "archived";
  const { buttons, keepFocus } = useKeptFocus(isOpen);
  const press = (to: IssueChange) => {
    keepFocus();
    act(to);
  };
  useKeys({
    e: () => act({ kind: isOpen ? "resolve" : "unresolve" }),
    a: () =>
      act(shown.chip === "archived" ? { kind: "unresolve" } : { kind: "archive", until: "escalating" }),
    m: () => setOpened("assign"),
    p: () => setOpened("priority"),
  });
  return (
    <>
      <p className="flex min-w-24 flex-1 items-center gap-2">
        <StatusChip status={shown.chip} className="shrink-0" />
        {shown.chip === issue.chip && props.standing && (
          <span
            className="min-w-0 truncate text-sm text-muted max-sm:whitespace-normal"
            title={props.standing}
          >
            {props.standing}
          </span>
        )}
      </p>
      <div className="flex items-center">
        <BookmarkButton on={shown.isBookmarked} onChange={(on) => act({ kind: "bookmark", on })} />
        <SubscribeButton
          on={shown.isSubscribed}
          reason={props.subscriptionReason}
          onChange={(on) => act({ kind: "subscribe", on })}
        />
        {props.children}
      </div>
      <div
        ref={buttons}
        className="flex flex-wrap items-center justify-end gap-2 max-sm:w-full max-sm:justify-start max-sm:[&>:last-child]:ml-auto"
      >
        <PriorityMenu
          priority={shown.priority}
          locked={props.priorityLocked}
          open={opened === "priority"}
          onOpenChange={(open) => setOpened(open ? "priority" : undefined)}
          onChoose={(priority) => act({ kind: "priority", priority })}
        />
        <AssignMenu
          actors={actors}
          assignee={shown.assignee}
          suggestions={props.suggestions}
          open={opened === "assign"}
          onOpenChange={(open) => setOpened(open ? "assign" : undefined)}
          onAssign={(assignee) =>
            act({ kind: "assign", assignee: assignee && { type: assignee.type, id: assignee.id } })
          }
        />
        {isOpen && shown.needsReview && (
          <Button onClick={() => act({ kind: "review" })} title="Takes it out of the inbox">
            <Eye aria-hidden /> <span className="max-sm:sr-only">Mark reviewed</span>
          </Button>
        )}
        {isOpen ? (
          <>
            <ArchiveMenu onArchive={(until) => press({ kind: "archive", until })} />
            <ResolveMenu
              currentVersion={props.currentVersion}
              onResolve={(by) => press({ kind: "resolve", by })}
            />
          </>
        ) : (
          <Button aria-keyshortcuts="e" onClick={() => press({ kind: "unresolve" })}>
            <RotateCcw aria-hidden /> Reopen
          </Button>
        )}
      </div>
    </>
  );
}
