"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import { TicketTrackerSelect } from "#components/issues/ticket-tracker-select.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Loading, Skeleton } from "#components/ui/skeleton.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import type { TicketDraft } from "#lib/tickets/draft-ticket.ts";
import type { TicketActions, TicketTracker } from "#components/issues/ticket-actions.ts";

const PLACE_LABELS = { GITHUB: "Repository", GITLAB: "Project", JIRA: "Project key" } as const;

type Props = { trackers: readonly TicketTracker[]; actions: Pick<TicketActions, "draft" | "create"> };

/** A button and its dialog: a new ticket, written already, to read over and send. */
export function TicketCreate({ trackers, actions }: Props) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Create a ticket"
      className="max-w-2xl"
      trigger={<Button size="sm">Create a ticket</Button>}
    >
      <CreateForm
        trackers={trackers}
        actions={actions}
        onCreated={(key) => {
          setOpen(false);
          toast({ title: `${key} created` });
        }}
      />
    </Dialog>
  );
}

/** The draft is made when the dialog opens, in the markup of the tracker that is chosen. */
function useDraft(draft: TicketActions["draft"], integrationId: number) {
  const [state, setState] = useState<{ draft?: TicketDraft; message?: string }>({});
  // The page binds a new function with each rendering, which must not undo what was typed.
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  useEffect(() => {
    let isCurrent = true;
    const show = (next: typeof state) => {
      if (isCurrent) setState(next);
    };
    setState({});
    latest
      .current(integrationId)
      .then(({ result, message = "The draft could not be made." }) =>
        show(result ? { draft: result } : { message }),
      )
      .catch(() => show({ message: "The draft could not be made." }));
    return () => {
      isCurrent = false;
    };
  }, [integrationId]);
  const change = (part: Partial<TicketDraft>) =>
    setState((before) => (before.draft ? { draft: { ...before.draft, ...part } } : before));
  return { ...state, change };
}

type FormProps = Props & { onCreated: (key: string) => void };

function CreateForm({ trackers, actions, onCreated }: FormProps) {
  const [chosen, setChosen] = useState(trackers[0]?.id ?? 0);
  const { draft, message, change } = useDraft(actions.draft, chosen);
  const [state, submit] = useActionState(
    async (before: ActionState<string>, form: FormData): Promise<ActionState<string>> => {
      const after = await actions.create(before, form);
      if (after.result !== undefined) onCreated(after.result);
      return after;
    },
    idle,
  );
  const kind = trackers.find((tracker) => tracker.id === chosen)?.kind ?? "GITHUB";
  const fault = message ?? state.message;
  return (
    <form action={submit} noValidate className="grid gap-4">
      {fault && <Notice tone="error">{fault}</Notice>}
      <TicketTrackerSelect trackers={trackers} value={chosen} onChange={setChosen} />
      {draft ? (
        <DraftFields draft={draft} placeLabel={PLACE_LABELS[kind]} faults={state.fields} change={change} />
      ) : (
        !message && (
          <Loading label="Writing the ticket" className="grid gap-4">
            <Skeleton className="h-14" />
            <Skeleton className="h-14" />
            <Skeleton className="h-80" />
          </Loading>
        )
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <SubmitButton disabled={!draft}>Create</SubmitButton>
      </div>
    </form>
  );
}

type FieldsProps = {
  draft: TicketDraft;
  placeLabel: string;
  faults: Readonly<Record<string, string>>;
  change: (part: Partial<TicketDraft>) => void;
};

function DraftFields({ draft, placeLabel, faults, change }: FieldsProps) {
  return (
    <>
      <Field label={placeLabel} error={faults["place"]}>
        {(control) => (
          <Input
            {...control}
            name="place"
            autoComplete="off"
            value={draft.place}
            onChange={(event) => change({ place: event.target.value })}
          />
        )}
      </Field>
      <Field label="Title" error={faults["title"]}>
        {(control) => (
          <Input
            {...control}
            name="title"
            autoComplete="off"
            value={draft.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label="Text" hint="In the tracker’s own markup." error={faults["body"]}>
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={14}
            name="body"
            className="text-sm"
            value={draft.body}
            onChange={(event) => change({ body: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
