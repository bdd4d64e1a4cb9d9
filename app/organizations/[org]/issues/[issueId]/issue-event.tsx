import { Archive } from "lucide-react";
import { EventContent } from "#components/events/event-content.tsx";
import { EventNav } from "#components/events/event-nav.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import type { WhichEvent } from "#lib/events/queries.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { loadEvent } from "./load-issue.ts";
import { tagHref } from "./tag-href.ts";

type Props = { access: OrganizationAccess; issue: Issue; which: WhichEvent; query: string };

const PLACES = ["recommended", "oldest", "latest"] as const;

/** The place that the address names; null for an event id. */
export const placeOf = (which: WhichEvent) => PLACES.find((place) => place === which) ?? null;

/** The event's way to its neighbours, and all that it holds. */
export async function IssueEvent({ access, issue, which, query }: Props) {
  const found = await loadEvent(issue.scope, which);
  const named = placeOf(which);
  if (!found)
    return (
      <EmptyState icon={Archive} title="Its events are no longer kept">
        The issue and its history stay; the events have passed the organization’s retention.
      </EmptyState>
    );

  const { event, previousId, nextId, position, total } = found;
  const issuePath = `/organizations/${access.slug}/issues/${issue.id}`;
  const toEvent = (id: string) => `${issuePath}/events/${id}${query}`;
  return (
    <>
      <EventNav
        eventId={event.eventId}
        at={event.timestamp}
        position={position}
        total={total}
        current={named}
        permalink={`${issuePath}/events/${event.eventId}`}
        hrefs={{
          recommended: `${issuePath}${query}`,
          oldest: toEvent("oldest"),
          latest: toEvent("latest"),
          previous: previousId && toEvent(previousId),
          next: nextId && toEvent(nextId),
          json: `${issuePath}/events/${event.eventId}/json${query}`,
        }}
      />
      <EventContent
        event={event}
        title={issue.title}
        hrefForTag={(key, value) => tagHref(access.slug, key, value)}
      />
    </>
  );
}
