"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, type RefObject, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";

type Props = {
  title: string;
  description: ReactNode;
  /** The word on the button. */
  submit: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSubmit: (form: FormData) => void;
  /** Where focus goes afterwards: the menu that opened it is gone by then. */
  returnTo: RefObject<HTMLElement | null>;
  fault?: string;
  /** What it does cannot be taken back. */
  danger?: boolean;
  children?: ReactNode;
};

/** A few fields above the page, opened from a menu; Enter sends them. */
export function FormDialog({
  open,
  onOpenChange,
  onSubmit,
  returnTo,
  submit,
  fault,
  danger = false,
  children,
  ...said
}: Props) {
  const form = useId();
  const change = (to: boolean) => {
    onOpenChange(to);
    // After Radix has looked for the menu's item in vain.
    if (!to) setTimeout(() => returnTo.current?.focus(), 0);
  };
  return (
    <Dialog
      {...said}
      open={open}
      onOpenChange={change}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant={danger ? "danger" : "primary"}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(new FormData(event.currentTarget));
        }}
      >
        {children}
        {fault && (
          <p role="alert" className="flex items-start gap-1.5 text-sm text-error">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {fault}
          </p>
        )}
      </form>
    </Dialog>
  );
}
