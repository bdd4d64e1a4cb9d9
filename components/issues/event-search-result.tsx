import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Count } from "#components/ui/count.tsx";
import { Time } from "#components/ui/time.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { NewestEvent } from "#lib/issues/facets/count-facets.ts";

type Counted = { events: number; users: number };
type Props = {
  found: Counted;
  all: Counted;
  newest: readonly NewestEvent[];
  hrefOf: (eventId: string) => string;
  clearHref: string;
};

const KIND_OF_USER = /^(?:id|email|username|ip):/;

/** How much of the issue a search finds, and its newest events. */
export function EventSearchResult({ found, all, newest, hrefOf, clearHref }: Props) {
  return (
    <div className="grid gap-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted [&_data]:font-medium [&_data]:text-ink">
        <span role="status">
          <Count value={found.events} /> of <Count value={all.events} />{" "}
          {all.events === 1 ? "event" : "events"} and <Count value={found.users} /> of{" "}
          <Count value={all.users} /> {all.users === 1 ? "user" : "users"} in this time range match
        </span>
        <Link
          href={clearHref}
          scroll={false}
          className="inline-flex min-h-6 items-center text-accent-text hover:underline"
        >
          Show all events
        </Link>
      </p>
      {newest.length > 0 && (
        <ul aria-label="Newest matching events" className="divide-y border-y">
          {newest.map(({ eventId, at, user, release }) => (
            <li key={eventId}>
              <Link
                href={hrefOf(eventId)}
                prefetch={false}
                className="grid min-h-8 grid-cols-[6rem_7rem_minmax(0,1fr)_auto] items-center gap-x-3 hover:bg-hover max-sm:grid-cols-[6rem_minmax(0,1fr)_auto]"
              >
                <span className="font-mono text-accent-text">{eventId.slice(0, 8)}</span>
                <Time at={at} className="truncate text-muted" />
                <bdi className="min-w-0 truncate max-sm:hidden">
                  {[user.replace(KIND_OF_USER, ""), release]
                    .filter(Boolean)
                    .map((text) => untrustedText(text, 100))
                    .join(" · ")}
                </bdi>
                <ChevronRight aria-hidden className="size-4 text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
