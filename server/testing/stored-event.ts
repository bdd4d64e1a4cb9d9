import { findEvent, findEventById } from "#lib/events/queries.ts";
import type { Event } from "#lib/events/event.ts";
import { findIssue, type Issue } from "#lib/issues/queries-issue.ts";
import type { Cast } from "#server/testing/cast.ts";

/** An event with its issue, as the issue's page reads them. @throws when it is not stored. */
export async function storedEvent({ alice }: Cast, eventId: string): Promise<{ event: Event; issue: Issue }> {
  const place = await findEventById(alice.access, eventId);
  const issue = place && (await findIssue(alice.access, String(place.issueId)));
  const found = issue && (await findEvent(issue.scope, eventId));
  if (!found) throw new Error(`Event ${eventId} is not stored`);
  return { event: found.event, issue };
}
