"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Props = { action: (state: ActionState, form: FormData) => Promise<ActionState> };

/** Adds a key to a project. */
export function ProjectKeyForm({ action }: Props) {
  const toast = useToast();
  const [state, submit] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      const after = await action(before, form);
      if (after.status === "saved") toast({ title: "Key created" });
      return after;
    },
    idle,
  );
  return (
    <form action={submit} noValidate className="flex flex-wrap items-start gap-3">
      {state.message && (
        <Notice tone="error" className="w-full">
          {state.message}
        </Notice>
      )}
      <Field label="Name of a new key" error={state.fields["label"]} className="w-full sm:w-80">
        {(control) => (
          <Input {...control} name="label" autoComplete="off" defaultValue={state.values["label"]} />
        )}
      </Field>
      <SubmitButton className="sm:mt-6.5">Create key</SubmitButton>
    </form>
  );
}
