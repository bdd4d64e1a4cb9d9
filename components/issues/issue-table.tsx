"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useOptimistic, useState } from "react";
import { applyChange, isUnderTab } from "#components/issues/apply-change.ts";
import { BulkBar } from "#components/issues/bulk-bar.tsx";
import { IssueTableRow } from "#components/issues/issue-row.tsx";
import type { ListItem } from "#components/issues/listed-issue.ts";
import type { UpdateIssuesAction } from "#components/issues/update-action.ts";
import { useIssueUpdate } from "#components/issues/use-issue-update.ts";
import { useKeys } from "#components/issues/use-keys.ts";
import type { AssignableActor, IssueChange, IssueTab } from "#lib/issues/schema.ts";

type Props = {
  items: ListItem[];
  tab: IssueTab;
  actors: AssignableActor[];
  trendWord: string;
  action: UpdateIssuesAction;
  /** The head row, rendered on the server. */
  head: ReactNode;
  /** Shown in place of rows once all of them went. */
  emptied: ReactNode;
};

/** The rows, with selection, keys and changes that show at once. */
export function IssueTable({ items, tab, actors, trendWord, action, head, emptied }: Props) {
  const router = useRouter();
  const [shown, change] = useOptimistic(items, (before, { ids, to }: { ids: number[]; to: IssueChange }) =>
    before
      .map((item) => (ids.includes(item.id) ? applyChange(item, to, actors) : item))
      .filter((item) => isUnderTab(item.chip, tab)),
  );
  const [selectedIds, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [focusedId, setFocused] = useState<number>();
  const [assigning, setAssigning] = useState(false);
  const { update } = useIssueUpdate(action, (ids, to) => change({ ids, to }));

  const selected = shown.filter((item) => selectedIds.has(item.id));
  const focusedAt = shown.findIndex((item) => item.id === focusedId);
  const focused = shown[focusedAt];
  const targets = selected.length ? selected : focused ? [focused] : [];
  const act = (to: IssueChange) => {
    const ids = targets.map((item) => item.id);
    if (to.kind !== "assign" && focused && ids.includes(focused.id))
      setFocused((shown[focusedAt + 1] ?? shown[focusedAt - 1])?.id);
    setSelected(new Set());
    update(ids, to);
  };
  const select = (id: number, on: boolean) =>
    setSelected((before) =>
      on ? new Set([...before, id]) : new Set([...before].filter((one) => one !== id)),
    );
  const move = (step: number) => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, focusedAt + step))];
    setFocused(next?.id);
    document.querySelector(`[data-issue="${next?.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => focused && select(focused.id, !selectedIds.has(focused.id)),
    Enter: () => focused && router.push(focused.href),
    e: () => act({ kind: "resolve" }),
    a: () => act({ kind: "archive", until: "escalating" }),
    m: () => {
      if (focused && selected.length === 0) select(focused.id, true);
      if (targets.length) setAssigning(true);
    },
    Escape: () => setSelected(new Set()),
  });
  const maxTrend = Math.max(0, ...items.flatMap((item) => item.trend));
  if (shown.length === 0) return emptied;
  return (
    <div>
      {selected.length > 0 && (
        <BulkBar
          chosen={selected.length}
          total={shown.length}
          canReopen={selected.some((item) => !isUnderTab(item.chip, "unresolved"))}
          actors={actors}
          assigning={assigning}
          onAssigning={setAssigning}
          onSelectPage={(on) => setSelected(new Set(on ? shown.map((item) => item.id) : []))}
          onChange={act}
        />
      )}
      <table aria-label="Issues" className="w-full border-collapse text-left text-sm">
        {head}
        <tbody>
          {shown.map((item) => (
            <IssueTableRow
              key={item.id}
              item={item}
              selected={selectedIds.has(item.id)}
              focused={item.id === focusedId}
              selecting={selected.length > 0}
              maxTrend={maxTrend}
              trendWord={trendWord}
              onSelect={(on) => select(item.id, on)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
