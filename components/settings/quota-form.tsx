"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import { QUOTA_NAMES } from "#components/settings/quota-names.ts";
import { WindowSelect } from "#components/settings/window-select.tsx";

const HOUR = 3_600;

type Props = { action: (state: ActionState, form: FormData) => Promise<ActionState> };

/** Sets a quota, which pages call a limit; one on the same data is replaced. */
export function QuotaForm({ action }: Props) {
  const toast = useToast();
  const [state, submit] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      const after = await action(before, form);
      if (after.status === "saved") toast({ title: "Limit saved" });
      return after;
    },
    idle,
  );
  const { values, fields } = state;
  return (
    <form
      action={submit}
      noValidate
      className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[13rem_10rem_8rem_auto] sm:justify-start"
    >
      {state.message && (
        <Notice tone="error" className="col-span-full">
          {state.message}
        </Notice>
      )}
      <Field label="Data" error={fields["category"]} className="max-sm:col-span-2">
        {(control) => (
          <Select {...control} key={values["category"]} name="category" defaultValue={values["category"]}>
            {Object.entries(QUOTA_NAMES).map(([choice, name]) => (
              <option key={choice} value={choice}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="At most" hint="0 refuses all of it." error={fields["limit"]} className="min-w-0">
        {(control) => (
          <Input
            {...control}
            name="limit"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={values["limit"]}
            className="text-right tabular-nums"
          />
        )}
      </Field>
      <Field label="Per" error={fields["window"]} className="min-w-0">
        {(control) => <WindowSelect control={control} value={Number(values["window"] ?? HOUR)} />}
      </Field>
      <SubmitButton className="justify-self-start sm:mt-6.5">Set limit</SubmitButton>
    </form>
  );
}
