// What the routes below an issue answer, whichever of their two paths was taken.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { answer, notFound } from "#lib/api/answer.ts";
import { pageLinks, pageSize, readCursor } from "#lib/api/paging.ts";
import { env } from "#lib/env.ts";
import { eventJson, eventLineJson } from "#lib/events/event-json.ts";
import { eventsOfIssue, type EventPage } from "#lib/events/event-pages.ts";
import { findEvent, type FoundEvent } from "#lib/events/queries.ts";
import { issueActivity } from "#lib/issues/queries-activity.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { issueTotals } from "#lib/issues/queries-stats.ts";
import { issueJson } from "#lib/issues/issue-json.ts";
import { describeEvent } from "#lib/issues/title.ts";

type InIssue = { url: URL; organization: OrganizationAccess; issue: Issue };

/** The issue with its numbers over all that is kept. */
export async function answerIssue({ issue, organization }: InIssue): Promise<Response> {
  const [totals, activity] = await Promise.all([issueTotals(issue.scope), issueActivity(issue.scope)]);
  const numbers = { events: issue.timesSeen, users: totals.users };
  const release = (seen: Issue["firstRelease"]) =>
    seen && { version: seen.version, dateCreated: new Date(seen.date).toISOString() };
  return answer({
    ...issueJson(issue, numbers, organization.slug, env().baseUrl),
    firstRelease: release(issue.firstRelease),
    lastRelease: release(issue.lastRelease),
    activity: activity.map(({ id, type, at }) => ({ id, type: type.toLowerCase(), dateCreated: new Date(at).toISOString() })),
    tags: [],
    participants: [],
    userReportCount: 0,
  });
}

/** A page of events; `full=true` adds their bodies. */
export function answerEvents(url: URL, page: EventPage, issueIdOf: (groupId: bigint) => number): Response {
  const full = ["true", "1"].includes(url.searchParams.get("full") ?? "");
  const rows = page.items.map(({ event, title, culprit, groupId }) => {
    const described = { title, culprit, issueId: issueIdOf(groupId) };
    return full
      ? eventJson(event, described, { previousId: null, nextId: null })
      : eventLineJson(event, described);
  });
  return answer(rows, 200, pageLinks(url, page, env().baseUrl));
}

/** The events of an issue, newest first. */
export async function answerIssueEvents({ url, issue }: InIssue): Promise<Response> {
  const page = await eventsOfIssue(issue.scope, readCursor(url), pageSize(url));
  return answerEvents(url, page, () => issue.id);
}

/** One event with the issue it belongs to. */
export function answerFoundEvent(found: FoundEvent, issue: Issue): Response {
  const { title, culprit } = describeEvent(found.event);
  return answer(eventJson(found.event, { title, culprit, issueId: issue.id }, found));
}

/** `latest`, `oldest`, `recommended`, or an event id. */
export async function answerIssueEvent({ issue }: InIssue, which: string): Promise<Response> {
  const found = await findEvent(issue.scope, which);
  if (!found) throw notFound();
  return answerFoundEvent(found, issue);
}
