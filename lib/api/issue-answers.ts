// What the routes below an issue answer, whichever of their two paths was taken.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { answer, answerEmpty, FieldErrors, notFound } from "#lib/api/answer.ts";
import { issueChanges } from "#lib/api/issue-change.ts";
import { IssueChangeBody } from "#lib/api/issue-change-body.ts";
import { pageLinks } from "#lib/api/paging.ts";
import { readBody } from "#lib/api/read-body.ts";
import { readEventFilters } from "#lib/api/event-filters.ts";
import { env } from "#lib/env.ts";
import { eventJson, eventLineJson } from "#lib/events/event-json.ts";
import { eventsOfIssue, type EventPage } from "#lib/events/event-pages.ts";
import { findEvent, findEventById, type FoundEvent } from "#lib/events/queries.ts";
import { discardIssues } from "#lib/issues/discard-issues.ts";
import { issueFacts } from "#lib/issues/issue-facts.ts";
import { issueActivity } from "#lib/issues/queries-activity.ts";
import { findIssue, type Issue } from "#lib/issues/queries-issue.ts";
import { issueTotals } from "#lib/issues/queries-stats.ts";
import { issueJson } from "#lib/issues/issue-json.ts";
import { shareIssue, unshareIssue } from "#lib/issues/share-issue.ts";
import { describeEvent } from "#lib/issues/title.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";

type InIssue = { request: Request; url: URL; organization: OrganizationAccess; issue: Issue };

/** The issue with its numbers over all that is kept. */
export async function answerIssue({ issue, organization }: InIssue): Promise<Response> {
  const [totals, activity, facts] = await Promise.all([
    issueTotals(issue.scope),
    issueActivity(issue.scope),
    issueFacts(organization, [issue.id]),
  ]);
  const numbers = { events: issue.timesSeen, users: totals.users };
  const release = (seen: Issue["firstRelease"]) =>
    seen && { version: seen.version, dateCreated: new Date(seen.date).toISOString() };
  return answer({
    ...issueJson(issue, facts.get(issue.id), numbers, organization.slug, env().baseUrl),
    firstRelease: release(issue.firstRelease),
    lastRelease: release(issue.lastRelease),
    activity: activity.map(({ id, type, at }) => ({
      id,
      type: type.toLowerCase(),
      dateCreated: new Date(at).toISOString(),
    })),
    tags: [],
    participants: [],
    userReportCount: 0,
  });
}

/** Changes the issue and answers it as it is then; a discarded one is gone. */
export async function answerIssueChange(asked: InIssue): Promise<Response> {
  const { request, organization, issue } = asked;
  const body = await readBody(request, IssueChangeBody);
  if (body.merge) throw new FieldErrors({ merge: ["Name two issues or more, by id."] });
  if (body.discard) {
    await discardIssues(organization, [issue.id]);
    return answerEmpty();
  }
  for (const change of await issueChanges(organization, body))
    await updateIssues(organization, { ids: [issue.id], change });
  if (typeof body.isPublic === "boolean")
    await (body.isPublic ? shareIssue : unshareIssue)(organization, issue.id);
  const changed = await findIssue(organization, String(issue.id));
  if (!changed) throw notFound();
  return answerIssue({ ...asked, issue: changed });
}

/** A page of events; `full=true` adds their bodies. */
export function answerEvents(url: URL, page: EventPage, issueIdOf: (groupId: bigint) => number): Response {
  const full = ["true", "1"].includes(url.searchParams.get("full") ?? "");
  const rows = page.items.map(({ event, title, culprit, groupId }) => {
    const { metadata } = describeEvent(event);
    const described = { title, culprit, metadata, issueId: issueIdOf(groupId) };
    return full
      ? eventJson(event, described, { previousId: null, nextId: null })
      : eventLineJson(event, described);
  });
  return answer(rows, 200, pageLinks(url, page, env().baseUrl));
}

/** The events of an issue, newest first. */
export async function answerIssueEvents({ url, issue }: InIssue): Promise<Response> {
  const page = await eventsOfIssue(issue.scope, readEventFilters(url));
  return answerEvents(url, page, () => issue.id);
}

/** One event with the issue it belongs to. */
export const foundEventJson = (found: FoundEvent, issue: Issue) =>
  eventJson(found.event, { ...describeEvent(found.event), issueId: issue.id }, found);

/** @throws RequestError 404 when the organization, or the project when one is given, has no such event. */
export async function findEventWithIssue(
  organization: OrganizationAccess,
  eventId: string,
  projectId?: number,
): Promise<{ found: FoundEvent; issue: Issue }> {
  const place = await findEventById(organization, eventId);
  const isElsewhere = projectId !== undefined && place?.projectId !== projectId;
  const issue = place && !isElsewhere ? await findIssue(organization, String(place.issueId)) : null;
  const found = issue && (await findEvent(issue.scope, eventId));
  if (!issue || !found) throw notFound();
  return { found, issue };
}

/** `latest`, `oldest`, `recommended`, or an event id. */
export async function answerIssueEvent({ issue }: InIssue, which: string): Promise<Response> {
  const found = await findEvent(issue.scope, which);
  if (!found) throw notFound();
  return answer(foundEventJson(found, issue));
}
