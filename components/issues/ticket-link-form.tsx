"use client";

import { useActionState, useState } from "react";
import { TicketTrackerSelect } from "#components/issues/ticket-tracker-select.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import type { TicketActions, TicketTracker } from "#components/issues/ticket-actions.ts";

type Props = { trackers: readonly TicketTracker[]; action: TicketActions["link"] };

/** A button and its dialog: links a ticket that is there already. */
export function TicketLinkForm({ trackers, action }: Props) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(trackers[0]?.id ?? 0);
  const toast = useToast();
  const [state, submit] = useActionState(
    async (before: ActionState<string>, form: FormData): Promise<ActionState<string>> => {
      const after = await action(before, form);
      if (after.result === undefined) return after;
      setOpen(false);
      toast({ title: `${after.result} linked` });
      return idle;
    },
    idle,
  );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Link a ticket"
      description="A ticket that is there already. Its status follows from now on."
      trigger={<Button size="sm">Link a ticket</Button>}
    >
      <form action={submit} noValidate className="grid gap-4">
        {state.message && <Notice tone="error">{state.message}</Notice>}
        <TicketTrackerSelect trackers={trackers} value={chosen} onChange={setChosen} />
        <Field
          label="Address or key"
          hint="Such as acme/web#12, WEB-12, or what the browser shows."
          error={state.fields["reference"]}
        >
          {(control) => (
            <Input
              {...control}
              name="reference"
              autoComplete="off"
              spellCheck={false}
              defaultValue={state.values["reference"]}
            />
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <SubmitButton>Link</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
