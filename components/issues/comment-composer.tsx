"use client";

import { lazy, type RefObject, Suspense, useId, useRef, useState } from "react";
import { type Answer, answered } from "#components/issues/comment-actions.ts";
import { callAt, completed, fitting, handleOf } from "#components/issues/comment-calls.ts";
import { CommentSuggestions } from "#components/issues/comment-suggestions.tsx";
import { useKeys } from "#components/issues/use-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import type { AssignableActor } from "#lib/issues/schema.ts";

// Only who previews pays for it.
const Markdown = lazy(async () => ({ default: (await import("#components/ui/markdown.tsx")).Markdown }));

type Props = {
  label: string;
  /** The word on the button. */
  submit: string;
  actors: AssignableActor[];
  maxLength: number;
  initial?: string;
  autoFocus?: boolean;
  /** "c" brings the focus here. */
  hotkey?: boolean;
  onSend: (text: string) => Promise<Answer>;
  onCancel?: () => void;
};

/** A comment while it is written: Markdown with a preview, and calls that complete. Sent by its button or ⌘Enter. */
export function CommentComposer({ label, submit, actors, maxLength, onSend, onCancel, ...options }: Props) {
  const [view, setView] = useState<"write" | "preview">("write");
  const [text, setText] = useState(options.initial ?? "");
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const send = async () => {
    if (sending || text.trim() === "") return;
    setSending(true);
    setFault(undefined);
    const answer = await answered(onSend(text));
    setSending(false);
    if (!answer.ok) return setFault(answer.message);
    setText("");
    setView("write");
  };
  return (
    <form
      aria-label={label}
      className="grid grid-cols-[minmax(0,1fr)] gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          void send();
        } else if (event.key === "Escape" && onCancel && !event.defaultPrevented) onCancel();
      }}
    >
      {options.hotkey && <FocusByKey area={area} onPress={() => setView("write")} />}
      {view === "write" ? (
        <Writing
          area={area}
          label={label}
          text={text}
          onText={setText}
          actors={actors}
          maxLength={maxLength}
          autoFocus={options.autoFocus}
          hotkey={options.hotkey}
        />
      ) : (
        <div className="min-h-20 rounded-md border bg-surface px-2.5 py-1.5 text-sm">
          <Suspense fallback={<Skeleton className="w-2/3" />}>
            <Markdown text={text || "Nothing to preview yet."} mentions={callsOf(text, actors)} />
          </Suspense>
        </div>
      )}
      {fault && (
        <p role="alert" className="text-sm text-error">
          {fault}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <SegmentedControl
          label="Write or preview"
          value={view}
          onChange={setView}
          options={[
            { value: "write", label: "Write" },
            { value: "preview", label: "Preview" },
          ]}
        />
        <div className="flex gap-2">
          {onCancel && (
            <Button size="sm" variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" size="sm" disabled={text.trim() === ""} loading={sending} title="⌘Enter">
            {submit}
          </Button>
        </div>
      </div>
    </form>
  );
}

const callsOf = (text: string, actors: readonly AssignableActor[]) =>
  actors.map((actor) => handleOf(actor, actors)).filter((handle) => text.includes(handle));

function FocusByKey({ area, onPress }: { area: RefObject<HTMLTextAreaElement | null>; onPress: () => void }) {
  useKeys({
    c: () => {
      onPress();
      requestAnimationFrame(() => area.current?.focus());
    },
  });
  return null;
}

type WritingProps = Pick<Props, "label" | "actors" | "maxLength" | "autoFocus" | "hotkey"> & {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
};

/** The field, and who fits the call at its caret. */
function Writing({ area, label, text, onText, actors, maxLength, autoFocus, hotkey }: WritingProps) {
  const list = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  // The call that was closed by Escape stays closed while it is written on.
  const [closedAt, setClosedAt] = useState(-1);
  const isNew = useRef(true);
  const call = callAt(text, caret);
  const found = call && call.from !== closedAt ? fitting(call, actors) : [];
  const take = (actor: AssignableActor) => {
    if (!call) return;
    const next = completed(text, call, caret, handleOf(actor, actors));
    onText(next.text);
    setCaret(next.caret);
    setClosedAt(call.from);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const current = found[chosen];
    if (!call || !current || event.metaKey || event.ctrlKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((chosen + step + found.length) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") take(current);
    else if (event.key === "Escape") setClosedAt(call.from);
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative">
      <TextArea
        ref={area}
        aria-label={label}
        aria-keyshortcuts={hotkey ? "c" : undefined}
        aria-autocomplete="list"
        aria-controls={found.length ? list : undefined}
        aria-activedescendant={found.length ? `${list}-${chosen}` : undefined}
        autoFocus={autoFocus}
        maxLength={maxLength}
        rows={3}
        placeholder="Comment. Markdown works; @ calls a person, # a team."
        className="field-sizing-content max-h-96 min-h-20"
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
          setChosen(0);
        }}
        onSelect={(event) => {
          const at = event.currentTarget.selectionStart;
          setCaret(at);
          if (callAt(text, at)?.from !== closedAt) setClosedAt(-1);
        }}
        onFocus={({ currentTarget: field }) => {
          // What is edited goes on at its end.
          if (autoFocus && isNew.current) field.setSelectionRange(text.length, text.length);
          isNew.current = false;
        }}
        onBlur={() => setClosedAt(call?.from ?? -1)}
        onKeyDown={onKeyDown}
      />
      <CommentSuggestions id={list} actors={found} chosen={chosen} onTake={take} />
    </div>
  );
}
