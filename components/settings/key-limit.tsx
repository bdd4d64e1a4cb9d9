"use client";

import { useActionState, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import { WindowSelect } from "#components/settings/window-select.tsx";

const MINUTE = 60;

type Props = {
  keyId: number;
  label: string;
  limit: { count: number; windowSeconds: number } | null;
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** A button and its dialog: how much may be sent with one key. */
export function KeyLimit({ keyId, label, limit, action }: Props) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const [state, submit] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      const after = await action(before, form);
      if (after.status === "saved") {
        setOpen(false);
        toast({ title: "Rate limit saved" });
      }
      return after;
    },
    idle,
  );
  const count = state.values["count"] ?? limit?.count;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Rate limit of “${label}”`}
      description="What comes beyond it is refused, and SDKs are told to pause."
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Rate limit of key ${label}`}>
          Rate limit
        </Button>
      }
    >
      <form action={submit} noValidate className="grid gap-4">
        {state.message && <Notice tone="error">{state.message}</Notice>}
        <input type="hidden" name="keyId" value={keyId} />
        <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-3">
          <Field label="Items" hint="Empty: no limit." error={state.fields["count"]}>
            {(control) => (
              <Input {...control} name="count" inputMode="numeric" autoComplete="off" defaultValue={count} />
            )}
          </Field>
          <Field label="Per" error={state.fields["window"]}>
            {(control) => (
              <WindowSelect
                control={control}
                value={Number(state.values["window"] ?? limit?.windowSeconds ?? MINUTE)}
              />
            )}
          </Field>
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <SubmitButton>Save</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
