import { Avatar } from "#components/ui/avatar.tsx";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import { exactCount } from "#lib/format/count.ts";
import type { IssuePeople } from "#lib/issues/queries-people.ts";

const MOST_AVATARS = 8;

/** Who hears of the issue, and who looked at it when. */
export function SeenBy({ people }: { people: IssuePeople }) {
  const { seenBy, seenCount, participants } = people;
  return (
    <Section title="People">
      <div className="grid gap-3 text-sm">
        <div>
          <h3 className="mb-1 text-muted">Participants</h3>
          {participants.length === 0 ? (
            <p>Nobody yet. Comment, assign or subscribe to take part.</p>
          ) : (
            <ul className="flex flex-wrap gap-x-3 gap-y-1">
              {participants.slice(0, MOST_AVATARS).map(({ id, name }) => (
                <li key={id} className="flex min-w-0 items-center gap-1.5">
                  <Avatar name={name} />
                  <span className="truncate">{name}</span>
                </li>
              ))}
              {participants.length > MOST_AVATARS && (
                <li className="text-muted">{participants.length - MOST_AVATARS} more</li>
              )}
            </ul>
          )}
        </div>
        {seenBy.length > 0 && (
          <details className="group/seen">
            <summary className="flex min-h-6 list-none flex-wrap items-center gap-x-2 rounded-sm">
              <h3 className="text-muted">Seen by {exactCount(seenCount)}</h3>
              <span className="flex -space-x-1">
                {seenBy.slice(0, MOST_AVATARS).map(({ id, name }) => (
                  <Avatar key={id} name={name} labelled />
                ))}
              </span>
              <span className="ml-auto text-accent-text group-open/seen:hidden">When</span>
            </summary>
            <ul className="mt-1 divide-y border-y">
              {seenBy.map(({ id, name, at }) => (
                <li key={id} className="flex min-h-7 items-center justify-between gap-2">
                  <span className="min-w-0 truncate">{name}</span>
                  <Time at={at} className="shrink-0 text-muted" />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Section>
  );
}
