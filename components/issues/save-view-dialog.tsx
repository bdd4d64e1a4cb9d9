"use client";

import { type RefObject, type SubmitEvent, useState, useTransition } from "react";
import type { ViewOutcome } from "#components/issues/view-outcome.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  name: string;
  isShared: boolean;
  onSave: (name: string, isShared: boolean) => Promise<ViewOutcome>;
  /** Where focus goes afterwards: the menu that opened it is gone by then. */
  returnTo: RefObject<HTMLElement | null>;
};

/** Asks for the name of a view, and who sees it. */
export function SaveViewDialog({ open, onOpenChange, name, isShared, onSave, returnTo }: Props) {
  const toast = useToast();
  const [error, setError] = useState<string>();
  const [saving, startSaving] = useTransition();
  const change = (to: boolean) => {
    onOpenChange(to);
    setError(undefined);
    // After Radix has looked for the menu's item in vain.
    if (!to) setTimeout(() => returnTo.current?.focus(), 0);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = String(form.get("name") ?? "").trim();
    startSaving(async () => {
      const outcome = await onSave(chosen, form.get("isShared") === "on");
      if (!outcome.ok) return setError(outcome.message);
      change(false);
      toast({ title: `Saved as ${chosen}` });
    });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="Save this search"
      description="The search, tab, order, projects, environments and time range are kept under a name. A view of yours with the same name is replaced."
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form="save-view" disabled={saving}>
            Save view
          </Button>
        </>
      }
    >
      <form id="save-view" onSubmit={submit} className="grid gap-4">
        <Field label="Name" error={error}>
          {(control) => (
            <Input
              {...control}
              name="name"
              defaultValue={name}
              maxLength={60}
              required
              autoComplete="off"
              autoFocus
            />
          )}
        </Field>
        <Checkbox
          name="isShared"
          defaultChecked={isShared}
          label="Share it"
          hint="Everyone in the organization sees it in their views."
        />
      </form>
    </Dialog>
  );
}
