"use client";

import { type RefObject, useRef } from "react";
import type { BulkCalls } from "#components/issues/bulk-calls.ts";
import { DeleteDialog } from "#components/issues/delete-dialog.tsx";
import { MergeDialog } from "#components/issues/merge-dialog.tsx";

export type BulkQuestion = "merge" | "delete";

type Props = {
  asking: BulkQuestion | null;
  onAsking: (asking: BulkQuestion | null) => void;
  /** Selected on this page; with `everything` all that match are meant. */
  ids: number[];
  everything: boolean;
  calls: BulkCalls;
  /** Where focus goes after the question of the menu. */
  returnTo: RefObject<HTMLElement | null>;
  onDone: () => void;
};

/** What is asked before selected issues are merged or deleted. */
export function BulkDialogs({ asking, onAsking, ids, everything, calls, returnTo, onDone }: Props) {
  const shown = useRef<number[]>([]);
  const preview = async () => {
    shown.current = ids;
    if (!everything) return calls.previewMerge(ids);
    const answer = await calls.previewMatchingMerge();
    if (answer.ok) shown.current = answer.ids;
    return answer;
  };
  const { remove } = calls;
  return (
    <>
      <MergeDialog
        open={asking === "merge"}
        onOpenChange={(open) => onAsking(open ? "merge" : null)}
        preview={preview}
        merge={(choice) => calls.merge({ ...choice, ids: shown.current })}
        undo={calls.undo}
        onMerged={onDone}
      />
      {remove && (
        <DeleteDialog
          kind="delete"
          count={ids.length}
          open={asking === "delete"}
          onOpenChange={(open) => onAsking(open ? "delete" : null)}
          returnTo={returnTo}
          remove={() => remove(ids)}
          onRemoved={onDone}
        />
      )}
    </>
  );
}
