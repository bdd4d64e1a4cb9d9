"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Props = {
  /** 0: never. */
  hours: number;
  /** Left out for those who may not change it. */
  action?: (state: ActionState, form: FormData) => Promise<ActionState>;
};

const CHOICES = [
  [0, "Never"],
  [24, "After a day"],
  [72, "After 3 days"],
  [168, "After a week"],
  [336, "After 2 weeks"],
  [720, "After 30 days"],
  [2160, "After 90 days"],
] as const;

const known = (hours: number) => CHOICES.some(([value]) => value === hours);

/** When issues that are no longer seen are resolved. */
export function AutoResolveForm({ hours, action }: Props) {
  const toast = useToast();
  const [state, submit] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      if (!action) return before;
      const after = await action(before, form);
      if (after.status === "saved") toast({ title: "Saved" });
      return after;
    },
    idle,
  );
  return (
    <form action={submit} className="grid gap-4">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <Field label="Resolve issues that are no longer seen" error={state.fields["hours"]}>
        {(control) => (
          <Select
            {...control}
            key={hours}
            name="hours"
            defaultValue={hours}
            disabled={!action}
            className="max-w-60"
          >
            {CHOICES.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
            {!known(hours) && <option value={hours}>After {hours} hours</option>}
          </Select>
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
