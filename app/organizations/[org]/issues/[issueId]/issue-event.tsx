import { Archive, SearchX } from "lucide-react";
import { AttachmentsPanel } from "#components/events/attachments-panel.tsx";
import { EventContent } from "#components/events/event-content.tsx";
import { EventNav } from "#components/events/event-nav.tsx";
import { FeedbackPanel } from "#components/events/feedback-panel.tsx";
import { LogsPanel } from "#components/events/logs-panel.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { findAllProjectAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { listAttachments } from "#lib/attachments/queries.ts";
import { readViewHierarchy } from "#lib/attachments/view-hierarchy.ts";
import type { WhichEvent } from "#lib/events/queries.ts";
import { feedbackOfEvent } from "#lib/feedback/queries.ts";
import { logsOfTrace } from "#lib/logs/queries.ts";
import { addressWith } from "../filters.ts";
import { hourLosses } from "./hour-losses.ts";
import { keptQuery } from "./issue-frame.tsx";
import { loadEvent, loadFilter } from "./load-issue.ts";
import type { PanelProps } from "./panel-props.ts";
import { tagHref } from "./tag-href.ts";

type Props = PanelProps & { which: WhichEvent };

const MOST_LOGS = 50;
const PLACES = ["recommended", "oldest", "latest"] as const;

/** The place that the address names; null for an event id. */
export const placeOf = (which: WhichEvent) => PLACES.find((place) => place === which) ?? null;

const logsAround = async (access: OrganizationAccess, traceId: string, at: number) =>
  logsOfTrace(await findAllProjectAccess(access), traceId, at, MOST_LOGS);

/** The event's way to its neighbours, which keeps to the search, and all that it holds. */
export async function IssueEvent({ access, issue, which, search }: Props) {
  const query = keptQuery(search);
  const filter = loadFilter(issue, search);
  const found = await loadEvent(issue.scope, which, filter);
  const named = placeOf(which);
  if (!found && named === null)
    return (
      <EmptyState
        icon={Archive}
        title="This event is counted, and not kept"
        action={
          <ButtonLink href={`/organizations/${access.slug}/issues/${issue.id}${query}`}>
            Show one that is kept
          </ButtonLink>
        }
      >
        The issue was over its budget of whole events for the hour. Its time, tags, user and release are in
        the counts and charts; the stack and the rest were left out.
      </EmptyState>
    );
  if (!found && filter)
    return <NothingFound clearHref={addressWith(search, { query: null, cursor: null })} />;
  if (!found)
    return (
      <EmptyState icon={Archive} title="Its events are no longer kept">
        The issue and its history stay; the events have passed the organization’s retention.
      </EmptyState>
    );

  const { event, previousId, nextId, position, total, countedOnly } = found;
  const issuePath = `/organizations/${access.slug}/issues/${issue.id}`;
  const [feedback, losses, attachments, logs] = await Promise.all([
    feedbackOfEvent(issue.scope, event.eventId),
    hourLosses(access, issue.scope.projectId, event.receivedAt),
    listAttachments(issue.scope, event.eventId),
    event.trace ? logsAround(access, event.trace.traceId, event.timestamp) : [],
  ]);
  const screen = attachments.find(({ type }) => type === "event.view_hierarchy");
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
      <FeedbackPanel feedback={feedback} />
      <EventContent
        event={event}
        title={issue.title}
        countedOnly={countedOnly}
        losses={losses}
        hrefForTag={(key, value) => tagHref(access.slug, key, value)}
        attachments={
          <AttachmentsPanel
            attachments={attachments}
            hierarchy={screen ? await readViewHierarchy(screen) : null}
            hrefOf={(id) => `${issuePath}/events/${event.eventId}/attachments/${id}`}
          />
        }
      />
      <LogsPanel logs={logs} eventAt={event.timestamp} />
    </>
  );
}

function NothingFound({ clearHref }: { clearHref: string }) {
  return (
    <EmptyState
      icon={SearchX}
      title="No event that is kept whole matches the search"
      action={<ButtonLink href={clearHref}>Clear the search</ButtonLink>}
    >
      Either nothing matches, or what matches was only counted: the numbers and tags of this page are of all
      events that match, and those that are not kept whole cannot be shown.
    </EmptyState>
  );
}
