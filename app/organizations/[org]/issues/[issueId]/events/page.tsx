import type { Metadata } from "next";
import { Archive } from "lucide-react";
import { EventTable } from "#components/events/event-table.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Loading, Skeleton } from "#components/ui/skeleton.tsx";
import type { EventUser } from "#lib/events/event.ts";
import { eventsOfIssue, type ListedEvent } from "#lib/events/event-pages.ts";
import { addressWith, readEnvironments, readTimeRange, type SearchParams } from "../../filters.ts";
import { EventSearch } from "../event-search.tsx";
import { IssueFrame, keptQuery } from "../issue-frame.tsx";
import { loadFilter, loadIssue } from "../load-issue.ts";
import type { PanelProps } from "../panel-props.ts";
import { Part } from "../part.tsx";

type Props = { params: Promise<{ org: string; issueId: string }>; searchParams: Promise<SearchParams> };

const PAGE_SIZE = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, issueId } = await params;
  const { issue } = await loadIssue(org, issueId);
  return { title: `Events of ${issue.shortId}` };
}

/** The events of the issue that are kept whole, within the page's time range, environments and search. */
export default async function EventsPage({ params, searchParams }: Props) {
  const { org, issueId } = await params;
  const { access, issue } = await loadIssue(org, issueId);
  const search = await searchParams;
  const props = { access, issue, search };
  return (
    <IssueFrame {...props} current="events">
      <Part what="The search" fallback={<Skeleton className="mt-3 h-8" />}>
        <EventSearch {...props} newest={0} />
      </Part>
      <Part key={JSON.stringify(search)} what="The events" fallback={<EventsSkeleton />}>
        <Events {...props} />
      </Part>
    </IssueFrame>
  );
}

async function Events({ access, issue, search }: PanelProps) {
  const cursor = search["cursor"];
  const filter = loadFilter(issue, search);
  const page = await eventsOfIssue(issue.scope, {
    range: readTimeRange(search),
    environments: readEnvironments(search),
    cursor: typeof cursor === "string" ? cursor : null,
    limit: PAGE_SIZE,
    filter,
  });
  if (page.items.length === 0)
    return (
      <EmptyState
        icon={Archive}
        title={filter ? "No event that is kept whole matches the search" : "No event to show"}
        action={
          filter && (
            <ButtonLink href={addressWith(search, { query: null, cursor: null })}>
              Clear the search
            </ButtonLink>
          )
        }
      >
        Choose a longer time range, other environments or another search. Events also go when they have passed
        the organization’s retention, and an issue that happens very often keeps only some of them whole.
      </EmptyState>
    );
  const path = `/organizations/${access.slug}/issues/${issue.id}/events`;
  const query = keptQuery(search);
  const href = (keyset: string | null) => (keyset ? addressWith(search, { cursor: keyset }) : undefined);
  return (
    <>
      <EventTable rows={page.items.map((item) => rowOf(item, `${path}/${item.event.eventId}${query}`))} />
      {(page.previous ?? page.next) && (
        <Pagination label="Pages of events" previous={href(page.previous)} next={href(page.next)} />
      )}
    </>
  );
}

const rowOf = ({ event, title }: ListedEvent, href: string) => ({
  id: event.eventId,
  href,
  at: event.timestamp,
  title,
  user: nameOf(event.user),
  release: event.release ?? "",
  environment: event.environment ?? "",
});

const nameOf = (user: EventUser | undefined) =>
  user?.email ?? user?.username ?? user?.id ?? user?.ipAddress ?? "";

function EventsSkeleton() {
  return (
    <Loading label="Loading events" className="grid gap-6 pt-6">
      {[0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
        <Skeleton key={row} className="h-5" />
      ))}
    </Loading>
  );
}
