"use client";

import { useActionState, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import type { IntegrationSummary } from "#lib/tickets/queries.ts";
import { IntegrationFields } from "#components/settings/integration-fields.tsx";

type Props = {
  integration: IntegrationSummary;
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** A button and its dialog: the settings of a tracker. */
export function IntegrationEdit({ integration, action }: Props) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const [state, submit] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      const after = await action(before, form);
      if (after.status === "saved") {
        setOpen(false);
        toast({ title: "Integration saved" });
      }
      return after;
    },
    idle,
  );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Edit “${integration.name}”`}
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Edit ${integration.name}`}>
          Edit
        </Button>
      }
    >
      <form action={submit} noValidate className="grid gap-4">
        {state.message && <Notice tone="error">{state.message}</Notice>}
        <input type="hidden" name="integrationId" value={integration.id} />
        <IntegrationFields kind={integration.kind} stored={integration} state={state} />
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
