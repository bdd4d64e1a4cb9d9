"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Props = {
  samplesPerHour: number;
  /** Left out for those who may not change it. */
  action?: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** How many events of an issue a project keeps whole. */
export function SampleForm({ samplesPerHour, action }: Props) {
  const toast = useToast();
  const [state, submit] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      if (!action) return before;
      const after = await action(before, form);
      if (after.status === "saved") toast({ title: "Whole events saved" });
      return after;
    },
    idle,
  );
  return (
    <form action={submit} noValidate className="grid gap-4">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <Field
        label="Whole events kept per issue and hour"
        hint="Events beyond it stay in the counts and charts with their time, tags, user and release, without their stack and the rest; one a minute, and those with a new tag value, are still kept whole."
        error={state.fields["samplesPerHour"]}
      >
        {(control) => (
          <Input
            {...control}
            key={samplesPerHour}
            name="samplesPerHour"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={state.values["samplesPerHour"] ?? samplesPerHour}
            disabled={!action}
            className="max-w-40 text-right tabular-nums"
          />
        )}
      </Field>
      {action && (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      )}
    </form>
  );
}
