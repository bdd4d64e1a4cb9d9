"use client";

// Asks before issues are deleted, or discarded for good. The caller decides what is selected and binds it:
//
//   <DeleteDialog
//     kind="delete" count={ids.length} open={deleting} onOpenChange={setDeleting} returnTo={button}
//     remove={() => deleteIssuesAction(org, ids)}     // or discardIssuesAction
//     onRemoved={() => clearSelection()} />           // an issue's own page goes back to the list here
//
// The actions are in app/organizations/[org]/issues/merge-actions.ts.
import { type RefObject, useState, useTransition } from "react";
import { answered } from "#components/issues/comment-actions.ts";
import type { RemoveAnswer } from "#components/issues/merge-calls.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { exactCount } from "#lib/format/count.ts";

type Props = {
  kind: "delete" | "discard";
  /** How many issues it is about. */
  count: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  remove: () => Promise<RemoveAnswer>;
  onRemoved?: () => void;
  /** Where focus goes afterwards, when a menu that is gone by then opened it. */
  returnTo?: RefObject<HTMLElement | null>;
};

const WORDS = {
  delete: {
    verb: "Delete",
    done: "Deleted",
    means:
      "Their events, comments and history go for good. When the error happens again, it becomes a new issue.",
    meansOne:
      "Its events, comments and history go for good. When the error happens again, it becomes a new issue.",
  },
  discard: {
    verb: "Discard",
    done: "Discarded",
    means:
      "Their events, comments and history go for good. Later events are dropped as they come, and neither stored nor counted. The project’s settings list what is discarded, and can stop it.",
    meansOne:
      "Its events, comments and history go for good. Later events are dropped as they come, and neither stored nor counted. The project’s settings list what is discarded, and can stop it.",
  },
} as const;

/** Says what goes, and does it. */
export function DeleteDialog({ kind, count, open, onOpenChange, remove, onRemoved, returnTo }: Props) {
  const [fault, setFault] = useState<string>();
  const [removing, startRemoving] = useTransition();
  const toast = useToast();
  const words = WORDS[kind];
  const what = count === 1 ? "this issue" : `${exactCount(count)} issues`;
  const change = (to: boolean) => {
    onOpenChange(to);
    setFault(undefined);
    // After Radix has looked for the menu's item in vain.
    if (!to && returnTo) setTimeout(() => returnTo.current?.focus(), 0);
  };
  const submit = () =>
    startRemoving(async () => {
      const answer = await answered(remove());
      if (!answer.ok) return setFault(answer.message);
      change(false);
      onRemoved?.();
      const { removed } = answer;
      toast({ title: removed === 1 ? words.done : `${words.done} ${exactCount(removed)} issues` });
    });
  return (
    <Dialog
      title={`${words.verb} ${what}?`}
      description={count === 1 ? words.meansOne : words.means}
      open={open}
      onOpenChange={change}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="danger" loading={removing} onClick={submit}>
            {words.verb}
          </Button>
        </>
      }
    >
      {fault ? <Notice tone="error">{fault}</Notice> : <p>This cannot be taken back.</p>}
    </Dialog>
  );
}
