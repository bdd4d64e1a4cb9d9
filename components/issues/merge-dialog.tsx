"use client";

// Shown before every merge. The caller decides what is selected and binds it into the two actions:
//
//   <MergeDialog
//     open={merging} onOpenChange={setMerging} returnTo={button}
//     preview={() => previewMergeAction(org, ids)}
//     merge={(choice) => mergeIssuesAction(org, { ids, ...choice })}
//     undo={(id) => undoIssuesAction(org, id)}
//     onMerged={(answer) => clearSelection()} />
//
// The actions are in app/organizations/[org]/issues/merge-actions.ts.
import { type RefObject, useEffect, useEffectEvent, useState, useTransition } from "react";
import { answered } from "#components/issues/comment-actions.ts";
import type { MergeAnswer, MergeChoice, PreviewAnswer } from "#components/issues/merge-calls.ts";
import { MergeForm } from "#components/issues/merge-form.tsx";
import type { UndoIssuesAction } from "#components/issues/update-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Loading, Skeleton } from "#components/ui/skeleton.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { exactCount } from "#lib/format/count.ts";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  preview: () => Promise<PreviewAnswer>;
  merge: (choice: MergeChoice) => Promise<MergeAnswer>;
  undo: UndoIssuesAction;
  /** Once it is done; the page has been refreshed by then. */
  onMerged?: (answer: Extract<MergeAnswer, { ok: true }>) => void;
  /** Where focus goes afterwards, when a menu that is gone by then opened it. */
  returnTo?: RefObject<HTMLElement | null>;
};

const count = (value: number, one: string, many: string) =>
  value === 1 ? `1 ${one}` : `${exactCount(value)} ${many}`;

/** Says what a merge will do, lets people choose which issue is kept, and merges. */
export function MergeDialog({ open, onOpenChange, returnTo, ...actions }: Props) {
  const change = (to: boolean) => {
    onOpenChange(to);
    // After Radix has looked for the menu's item in vain.
    if (!to && returnTo) setTimeout(() => returnTo.current?.focus(), 0);
  };
  return (
    <Dialog
      title="Merge issues"
      description="They become one: counts, users and all later events. Each keeps its number and comments, and can be unmerged."
      className="max-w-lg"
      open={open}
      onOpenChange={change}
    >
      <MergeQuestion {...actions} close={() => change(false)} />
    </Dialog>
  );
}

type QuestionProps = Pick<Props, "preview" | "merge" | "undo" | "onMerged"> & { close: () => void };

function MergeQuestion({ preview, merge, undo, onMerged, close }: QuestionProps) {
  const [answer, setAnswer] = useState<PreviewAnswer>();
  const [fault, setFault] = useState<string>();
  const [merging, startMerging] = useTransition();
  const toast = useToast();
  const ask = useEffectEvent(() => answered(preview()));
  useEffect(() => {
    let isShown = true;
    void ask().then((given) => isShown && setAnswer(given));
    return () => {
      isShown = false;
    };
  }, []);

  const takeBack = async (id: string) => {
    const outcome = await answered(undo(id));
    if (outcome.ok) toast({ title: `Unmerged ${count(outcome.changed, "issue", "issues")}` });
    else toast({ title: "Not taken back", detail: outcome.message, tone: "error" });
  };
  const submit = (choice: MergeChoice) =>
    startMerging(async () => {
      const outcome = await answered(merge(choice));
      if (!outcome.ok) return setFault(outcome.message);
      const { undo: undoId, changed, shortId } = outcome;
      close();
      onMerged?.(outcome);
      toast({
        title: `Merged ${count(changed, "issue", "issues")} into ${shortId}`,
        undo: undoId === null ? undefined : () => takeBack(undoId),
      });
    });

  if (!answer)
    return (
      <Loading label="Looking at what the merge would do" className="grid gap-2">
        <Skeleton className="h-11" />
        <Skeleton className="h-11" />
        <Skeleton className="h-16" />
        <Skeleton className="h-8 w-1/2 justify-self-end" />
      </Loading>
    );
  if (!answer.ok)
    return (
      <div className="grid gap-4">
        <Notice tone="error">{answer.message}</Notice>
        <DialogClose>
          <Button className="justify-self-end">Close</Button>
        </DialogClose>
      </div>
    );
  return <MergeForm preview={answer.preview} merging={merging} fault={fault} onSubmit={submit} />;
}
