"use client";

import { useState } from "react";
import type { ListItem } from "#components/issues/listed-issue.ts";

/** Which rows are selected, whether all that match are, and the row that the keys stand on. */
export function useRowSelection(shown: readonly ListItem[]) {
  const [selectedIds, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [everything, setEverything] = useState(false);
  const [focusedId, setFocused] = useState<number>();
  const selected = shown.filter((item) => selectedIds.has(item.id));
  const focusedAt = shown.findIndex((item) => item.id === focusedId);

  const choose = (ids: ReadonlySet<number>) => {
    setSelected(ids);
    setEverything(false);
  };
  const select = (id: number, on: boolean) =>
    choose(on ? new Set([...selectedIds, id]) : new Set([...selectedIds].filter((one) => one !== id)));
  const focus = (item: ListItem | undefined) => {
    setFocused(item?.id);
    document.querySelector(`[data-issue="${item?.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  return {
    selectedIds,
    selected,
    everything,
    setEverything,
    focusedId,
    focused: shown[focusedAt],
    /** The row that takes the place of the one that leaves. */
    neighbour: shown[focusedAt + 1] ?? shown[focusedAt - 1],
    select,
    selectPage: (on: boolean) => choose(new Set(on ? shown.map((item) => item.id) : [])),
    setFocused,
    move: (step: number) => focus(shown[Math.max(0, Math.min(shown.length - 1, focusedAt + step))]),
  };
}
