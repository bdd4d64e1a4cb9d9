"use client";

import { UserRound, UserRoundX, UsersRound } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { AssignableActor, Assignee, NamedAssignee } from "#lib/issues/schema.ts";

type Props = {
  actors: AssignableActor[];
  assignee: NamedAssignee | null;
  /** Whom ownership rules name, the best first; they stand on top with the line that says so. */
  suggestions?: readonly SuggestedActor[];
  onAssign: (assignee: NamedAssignee | null) => void;
  /** Opened from outside, by a key. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Stands in for the usual button. */
  trigger?: ReactNode;
};

export type SuggestedActor = { owner: NamedAssignee; rule: string };

const MAX_SHOWN = 30;
const NONE: readonly SuggestedActor[] = [];

/** Gives an issue to a person or a team, found by typing. */
export function AssignMenu({ actors, assignee, suggestions = NONE, onAssign, trigger, ...outside }: Props) {
  const [own, setOwn] = useState(false);
  const open = outside.open ?? own;
  const setOpen = outside.onOpenChange ?? setOwn;
  const [search, setSearch] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const wanted = search.trim().toLowerCase();
  const isFound = (text: string) => text.toLowerCase().includes(wanted);
  const suggested = suggestions.filter(({ owner }) => isFound(owner.name));
  const isSuggested = (actor: Assignee) => suggested.some(({ owner }) => isSame(actor, owner));
  const others = actors.filter((actor) => isFound(`${actor.name} ${actor.detail}`) && !isSuggested(actor));
  const first = suggested[0]?.owner ?? others[0];
  const choose = (chosen: NamedAssignee | null) => {
    setOpen(false);
    setSearch("");
    onAssign(chosen);
  };
  return (
    <Popover
      label="Assign"
      open={open}
      onOpenChange={setOpen}
      className="w-72 p-1"
      trigger={trigger ?? <AssignButton assignee={assignee} />}
    >
      <div className="p-1">
        <Input
          type="search"
          autoFocus
          aria-label="Find a person or team"
          placeholder="Find a person or team"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && first) choose(first);
            if (event.key === "ArrowDown") list.current?.querySelector("button")?.focus();
          }}
        />
      </div>
      <ul ref={list} className="max-h-72 overflow-y-auto">
        {assignee && wanted === "" && (
          <Choice
            icon={<UserRoundX aria-hidden className="size-4 text-muted" />}
            onChoose={() => choose(null)}
          >
            Nobody
          </Choice>
        )}
        {suggested.map(({ owner, rule }) => (
          <Choice
            key={`${owner.type}-${owner.id}`}
            current={isSame(owner, assignee)}
            icon={<ActorMark actor={owner} />}
            reason={rule}
            onChoose={() => choose(owner)}
          >
            {owner.name}
          </Choice>
        ))}
        {suggested.length > 0 && others.length > 0 && <li aria-hidden className="mx-2 my-1 border-t" />}
        {others.slice(0, MAX_SHOWN).map((actor) => (
          <Choice
            key={`${actor.type}-${actor.id}`}
            current={isSame(actor, assignee)}
            icon={<ActorMark actor={actor} />}
            detail={actor.isViewer ? "You" : actor.detail}
            onChoose={() => choose(actor)}
          >
            {actor.name}
          </Choice>
        ))}
        {!first && <li className="px-2 py-3 text-sm text-muted">No member or team has that name.</li>}
      </ul>
    </Popover>
  );
}

const isSame = (a: Assignee, b: Assignee | null) => a.type === b?.type && a.id === b.id;

/** A person's initials, or the sign of a team. */
export function ActorMark({ actor }: { actor: NamedAssignee }) {
  if (actor.type === "team") return <UsersRound aria-hidden className="size-5 shrink-0 p-0.5 text-muted" />;
  return <Avatar name={actor.name} />;
}

function AssignButton({ assignee, ...rest }: { assignee: NamedAssignee | null }) {
  return (
    <Button {...rest} aria-keyshortcuts="m" aria-label={assignee ? `Assigned to ${assignee.name}` : "Assign"}>
      {assignee ? <ActorMark actor={assignee} /> : <UserRound aria-hidden className="text-muted" />}
      <span className="max-w-36 truncate max-sm:hidden">{assignee?.name ?? "Assign"}</span>
    </Button>
  );
}

type ChoiceProps = {
  icon: ReactNode;
  detail?: string;
  /** Stands under it: the rule that names the owner. */
  reason?: string;
  current?: boolean;
  onChoose: () => void;
  children: ReactNode;
};

function Choice({ icon, detail, reason, current = false, onChoose, children }: ChoiceProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={current}
        onClick={onChoose}
        className="flex min-h-8 w-full items-center gap-2 rounded-md px-2 py-1 text-left -outline-offset-2 hover:bg-hover aria-pressed:font-medium aria-pressed:text-accent-text"
      >
        {icon}
        <span className="min-w-0 flex-1">
          <span className="block truncate">{children}</span>
          {reason && (
            <span className="block truncate font-mono text-sm font-normal text-muted" title={reason}>
              <bdi>{untrustedText(reason, 200)}</bdi>
            </span>
          )}
        </span>
        {detail && <span className="max-w-32 truncate text-sm text-muted">{detail}</span>}
      </button>
    </li>
  );
}
