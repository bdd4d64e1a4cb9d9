"use client";

import { useActionState, useState, type ComponentProps, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Props = {
  /** Text of the button that asks. */
  label: string;
  /** Names what it is about, for screen readers: "Revoke token deploy". */
  accessibleLabel: string;
  title: string;
  /** What will happen. */
  children: ReactNode;
  confirmLabel: string;
  /** Reported when it is done. */
  doneMessage: string;
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  /** What the action needs to know. */
  fields: Record<string, string | number>;
  variant?: ComponentProps<typeof Button>["variant"];
};

/** A button that asks once before it does what cannot be undone. */
export function ConfirmAction(props: Props) {
  const { label, accessibleLabel, title, children, confirmLabel, doneMessage, action, fields } = props;
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const [state, submit] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      const after = await action(before, form);
      if (after.status === "saved") {
        setOpen(false);
        toast({ title: doneMessage });
      }
      return after;
    },
    idle,
  );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      trigger={
        <Button size="sm" variant="ghost" aria-label={accessibleLabel}>
          {label}
        </Button>
      }
    >
      <form action={submit} className="grid gap-4">
        {state.message && <Notice tone="error">{state.message}</Notice>}
        <div className="text-pretty text-muted">{children}</div>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <SubmitButton variant={props.variant ?? "danger"}>{confirmLabel}</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
