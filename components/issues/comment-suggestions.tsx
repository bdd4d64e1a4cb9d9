import { ActorMark } from "#components/issues/assign-menu.tsx";
import { counted } from "#lib/format/count.ts";
import type { AssignableActor } from "#lib/issues/schema.ts";

type Props = {
  id: string;
  actors: AssignableActor[];
  /** The place of the one that Enter takes. */
  chosen: number;
  onTake: (actor: AssignableActor) => void;
};

/** Who may be meant by a call, under the field that it is written in. */
export function CommentSuggestions({ id, actors, chosen, onTake }: Props) {
  return (
    <>
      <span className="sr-only" aria-live="polite">
        {actors.length > 0 && `${counted(actors.length, "suggestion")}. Enter takes one.`}
      </span>
      {actors.length > 0 && (
        <ul
          id={id}
          role="listbox"
          aria-label="People and teams"
          className="absolute top-full left-0 z-30 mt-1 w-72 max-w-full rounded-lg border bg-raised p-1 shadow-raised"
        >
          {actors.map((actor, index) => (
            <li
              key={`${actor.type}-${actor.id}`}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === chosen}
              // Before the field loses focus.
              onPointerDown={(event) => {
                event.preventDefault();
                onTake(actor);
              }}
              className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-base hover:bg-hover aria-selected:bg-hover"
            >
              <ActorMark actor={actor} />
              <span className="min-w-0 flex-1 truncate">{actor.name}</span>
              <span className="max-w-28 truncate text-sm text-muted">{actor.detail}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
