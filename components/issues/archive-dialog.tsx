"use client";

import { type RefObject, useState } from "react";
import { FormDialog } from "#components/issues/form-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ArchiveCondition } from "#lib/issues/schema.ts";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onArchive: (until: ArchiveCondition) => void;
  returnTo: RefObject<HTMLElement | null>;
};

const MOST = 1_000_000;
const WINDOWS = [
  { minutes: "", words: "however long it takes" },
  { minutes: "10", words: "within 10 minutes" },
  { minutes: "60", words: "within an hour" },
  { minutes: "1440", words: "within a day" },
  { minutes: "10080", words: "within a week" },
];

function number(form: FormData, name: string): number | undefined {
  const text = String(form.get(name) ?? "");
  return text === "" ? undefined : Number(text);
}

/** What the form says, or why it cannot be taken. */
function readCondition(form: FormData): ArchiveCondition | string {
  const [count, userCount] = [number(form, "count"), number(form, "userCount")];
  const date = String(form.get("until") ?? "");
  const until = date === "" ? undefined : new Date(date).getTime();
  if (count === undefined && userCount === undefined && until === undefined)
    return "Fill in at least one of the three.";
  const isCount = (value: number | undefined) =>
    value === undefined || (Number.isInteger(value) && value >= 1 && value <= MOST);
  if (!isCount(count) || !isCount(userCount)) return "Use whole numbers from 1 to 1,000,000.";
  if (until !== undefined && !(until > Date.now())) return "Choose a time that is still to come.";
  return {
    until,
    count,
    windowMinutes: count === undefined ? undefined : number(form, "window"),
    userCount,
    userWindowMinutes: userCount === undefined ? undefined : number(form, "userWindow"),
  };
}

/** Asks what ends an archive: events, users, a time, or whichever comes first. */
export function ArchiveDialog({ open, onOpenChange, onArchive, returnTo }: Props) {
  const [fault, setFault] = useState<string>();
  const submit = (form: FormData) => {
    const condition = readCondition(form);
    if (typeof condition === "string") return setFault(condition);
    setFault(undefined);
    onOpenChange(false);
    onArchive(condition);
  };
  return (
    <FormDialog
      title="Archive until something happens"
      description="It comes back with the first of these that is met. Leave out what does not matter."
      submit="Archive"
      open={open}
      onOpenChange={onOpenChange}
      onSubmit={submit}
      returnTo={returnTo}
      fault={fault}
    >
      <Count name="count" label="It happens so many more times" windowName="window" autoFocus />
      <Count name="userCount" label="So many more users have it" windowName="userWindow" />
      <Field label="A time has come" hint="In your own time zone.">
        {(control) => <Input {...control} name="until" type="datetime-local" />}
      </Field>
    </FormDialog>
  );
}

type CountProps = { name: string; label: string; windowName: string; autoFocus?: boolean };

function Count({ name, label, windowName, autoFocus }: CountProps) {
  return (
    <Field label={label}>
      {(control) => (
        <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-2">
          <Input
            {...control}
            name={name}
            inputMode="numeric"
            placeholder="Any number"
            autoFocus={autoFocus}
          />
          <Select name={windowName} aria-label={`${label}: within`} defaultValue="">
            {WINDOWS.map(({ minutes, words }) => (
              <option key={minutes} value={minutes}>
                {words}
              </option>
            ))}
          </Select>
        </div>
      )}
    </Field>
  );
}
