"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { startTransition, useActionState, useId, type SubmitEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import { counted } from "#lib/format/count.ts";
import type { FileOwner } from "#lib/ownership/queries.ts";

type Props = {
  owners: readonly FileOwner[];
  /** What may be entered: teams of the project and members. */
  known: readonly string[];
  disabled: boolean;
  save: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** @acme/payments is probably #payments. */
function guess(owner: string, known: readonly string[]): string {
  const team = `#${owner.split("/").at(-1)?.replace(/^@+/, "").toLowerCase() ?? ""}`;
  return known.includes(team) ? team : "";
}

/** Says who the owners in a CODEOWNERS file are. */
export function CodeOwnersMappings({ owners, known, disabled, save }: Props) {
  const toast = useToast();
  const list = useId();
  const [state, submit, pending] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      const after = await save(before, form);
      if (after.status === "saved") toast({ title: "Owners saved" });
      return after;
    },
    idle,
  );
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => submit(form));
  };
  const missing = owners.filter(({ isKnown }) => !isKnown).length;
  const faults = Object.entries(state.fields);
  return (
    <form onSubmit={send} noValidate className="grid gap-4">
      {missing > 0 && (
        <Notice tone="warning">
          {counted(missing, "owner")} {missing === 1 ? "is" : "are"} not known here.
        </Notice>
      )}
      <Table label="Owners in the file">
        <TableHead>
          <TableHeadCell>In the file</TableHeadCell>
          <TableHeadCell>Is</TableHeadCell>
          <TableHeadCell className="max-sm:hidden">State</TableHeadCell>
        </TableHead>
        <tbody>
          {owners.map(({ owner, name, isKnown }) => {
            const guessed = guess(owner, known);
            const standing = <State name={name} isKnown={isKnown} isGuessed={guessed !== ""} />;
            return (
              <TableRow key={owner}>
                <TableCell className="w-1/2 sm:w-auto">
                  <span className="block font-mono [overflow-wrap:anywhere]">{owner}</span>
                  <span className="sm:hidden">{standing}</span>
                </TableCell>
                <TableCell className="w-1/2 sm:w-72">
                  <input type="hidden" name="owner" value={owner} />
                  <Input
                    name="name"
                    mono
                    size="sm"
                    list={list}
                    aria-label={`Who ${owner} is`}
                    aria-invalid={owner in state.fields || undefined}
                    placeholder="#team or e-mail"
                    disabled={disabled}
                    defaultValue={name ?? guessed}
                  />
                </TableCell>
                <TableCell className="max-sm:hidden">{standing}</TableCell>
              </TableRow>
            );
          })}
        </tbody>
      </Table>
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {faults.map(([owner, message]) => (
        <Notice key={owner} tone="error">
          {owner && <span className="font-mono">{owner}: </span>}
          {message}
        </Notice>
      ))}
      {state.message && <Notice tone="error">{state.message}</Notice>}
      {!disabled && (
        <div>
          <Button type="submit" loading={pending}>
            Save owners
          </Button>
        </div>
      )}
    </form>
  );
}

type StateProps = { name: string | null; isKnown: boolean; isGuessed: boolean };

function State({ name, isKnown, isGuessed }: StateProps) {
  const Icon = isKnown ? CircleCheck : CircleAlert;
  const unknown = name === null ? "Not mapped" : "No member, or no team of this project";
  const words = isGuessed && name === null ? "Save to use it" : unknown;
  return (
    <span className="inline-flex items-center gap-1.5 text-muted">
      <Icon aria-hidden className={isKnown ? "size-4 shrink-0 text-ok" : "size-4 shrink-0 text-warning"} />
      {isKnown ? "In use" : words}
    </span>
  );
}
