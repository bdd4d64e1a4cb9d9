"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useOptimistic, useRef, useState } from "react";
import { applyChange, isUnderTab } from "#components/issues/apply-change.ts";
import { BulkBar } from "#components/issues/bulk-bar.tsx";
import type { BulkCalls } from "#components/issues/bulk-calls.ts";
import { BulkDialogs, type BulkQuestion } from "#components/issues/bulk-dialogs.tsx";
import type { PreviewIssue } from "#components/issues/issue-preview-card.tsx";
import { IssueTableRow } from "#components/issues/issue-row.tsx";
import type { ListItem } from "#components/issues/listed-issue.ts";
import { SelectMatching } from "#components/issues/select-matching.tsx";
import { useIssueUpdate } from "#components/issues/use-issue-update.ts";
import { useKeys } from "#components/issues/use-keys.ts";
import { useRowSelection } from "#components/issues/use-row-selection.ts";
import type { AssignableActor, IssueChange, IssueTab } from "#lib/issues/schema.ts";

type Props = {
  items: ListItem[];
  tab: IssueTab;
  actors: AssignableActor[];
  trendWord: string;
  /** How many issues the search finds in all, and the most that can be changed at once. */
  matching: number;
  mostMatching: number;
  calls: BulkCalls;
  preview: PreviewIssue;
  /** The head row, rendered on the server. */
  head: ReactNode;
  /** Shown in place of rows once all of them went. */
  emptied: ReactNode;
};

const ENDS_REVIEW: ReadonlySet<IssueChange["kind"]> = new Set(["review", "resolve", "archive"]);

function shownAfter(item: ListItem, to: IssueChange, actors: readonly AssignableActor[]): ListItem {
  const changed = applyChange(item, to, actors);
  const priority = to.kind === "priority" ? to.priority : item.priority;
  return { ...changed, priority, isForReview: item.isForReview && !ENDS_REVIEW.has(to.kind) };
}

/** The rows, with selection, keys and changes that show at once. */
export function IssueTable(props: Props) {
  const { items, tab, actors, calls } = props;
  const router = useRouter();
  const [shown, change] = useOptimistic(items, (before, { ids, to }: { ids: number[]; to: IssueChange }) =>
    before
      .map((item) => (ids.includes(item.id) ? shownAfter(item, to, actors) : item))
      .filter((item) => isUnderTab(item.chip, tab) && (tab !== "for_review" || item.isForReview)),
  );
  const rows = useRowSelection(shown);
  const { selected, focused, everything } = rows;
  const [assigning, setAssigning] = useState(false);
  const [asking, setAsking] = useState<BulkQuestion | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const show = (ids: number[], to: IssueChange) => change({ ids, to });
  const { update } = useIssueUpdate(calls.update, calls.undo, show, actors);
  const { update: updateMatching } = useIssueUpdate(
    (one) => calls.updateMatching(one.change),
    calls.undo,
    show,
    actors,
  );

  const targets = selected.length ? selected : focused ? [focused] : [];
  const act = (to: IssueChange) => {
    const ids = targets.map((item) => item.id);
    const leaves = to.kind === "resolve" || to.kind === "archive" || to.kind === "unresolve";
    if (leaves && focused && ids.includes(focused.id)) rows.setFocused(rows.neighbour?.id);
    rows.selectPage(false);
    if (everything) updateMatching(ids, to);
    else update(ids, to);
  };
  useKeys({
    j: () => rows.move(1),
    k: () => rows.move(-1),
    x: () => focused && rows.select(focused.id, !rows.selectedIds.has(focused.id)),
    Enter: () => focused && router.push(focused.href),
    e: () => act({ kind: "resolve" }),
    a: () => act({ kind: "archive", until: "escalating" }),
    r: () => act({ kind: "review" }),
    m: () => {
      if (focused && selected.length === 0) rows.select(focused.id, true);
      if (targets.length) setAssigning(true);
    },
    Escape: () => rows.selectPage(false),
  });
  const maxTrend = Math.max(0, ...items.flatMap((item) => item.trend));
  if (shown.length === 0) return props.emptied;
  const isPageSelected = selected.length === shown.length;
  const canMerge = selected.length > 1 && new Set(selected.map((item) => item.projectId)).size === 1;
  return (
    <div className="@container">
      {selected.length > 0 && (
        <BulkBar
          chosen={everything ? Math.min(props.matching, props.mostMatching) : selected.length}
          onPage={selected.length}
          total={shown.length}
          canReopen={selected.some((item) => !isUnderTab(item.chip, "unresolved"))}
          canReview={selected.some((item) => item.isForReview)}
          actors={actors}
          assigning={assigning}
          onAssigning={setAssigning}
          onSelectPage={rows.selectPage}
          onChange={act}
          onMerge={canMerge ? () => setAsking("merge") : null}
          moreRef={more}
          onDelete={calls.remove && !everything ? () => setAsking("delete") : null}
        />
      )}
      {isPageSelected && props.matching > shown.length && (
        <SelectMatching
          onPage={shown.length}
          matching={props.matching}
          most={props.mostMatching}
          everything={everything}
          onEverything={rows.setEverything}
        />
      )}
      <BulkDialogs
        asking={asking}
        onAsking={setAsking}
        returnTo={more}
        ids={selected.map((item) => item.id)}
        everything={everything}
        calls={calls}
        onDone={() => rows.selectPage(false)}
      />
      <table aria-label="Issues" className="w-full border-collapse text-left text-sm">
        {props.head}
        <tbody>
          {shown.map((item) => (
            <IssueTableRow
              key={item.id}
              item={item}
              actors={actors}
              selected={rows.selectedIds.has(item.id)}
              focused={item.id === rows.focusedId}
              selecting={selected.length > 0}
              maxTrend={maxTrend}
              trendWord={props.trendWord}
              preview={props.preview}
              onSelect={(on) => rows.select(item.id, on)}
              onChange={(to) => update([item.id], to)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
