// Issues as the Web API writes them. `count` is a string and `userCount` a number: tools decode them strictly.
import type { ListedIssue } from "#lib/issues/queries-list.ts";
import type { IssueRow } from "#lib/issues/issue-rows.ts";

const STATUS = { UNRESOLVED: "unresolved", RESOLVED: "resolved", ARCHIVED: "ignored" } as const;
const HOUR = 3_600_000;

const iso = (ms: number) => new Date(ms).toISOString();

type Numbers = { events: number; users: number };

/** @param numbers events and users in the range that was asked for, or in all. */
export function issueJson(issue: IssueRow, numbers: Numbers, organizationSlug: string, baseUrl: string) {
  const [type, ...rest] = issue.title.split(": ");
  const isError = issue.type === "error" && rest.length > 0;
  return {
    id: String(issue.id),
    shortId: issue.shortId,
    title: issue.title,
    culprit: issue.culprit,
    permalink: `${baseUrl}/organizations/${organizationSlug}/issues/${issue.id}/`,
    logger: null,
    level: issue.level.toLowerCase(),
    status: STATUS[issue.status],
    substatus: issue.substatus?.toLowerCase() ?? null,
    statusDetails: {},
    platform: issue.project.platform,
    project: {
      id: String(issue.project.id),
      name: issue.project.name,
      slug: issue.project.slug,
      platform: issue.project.platform,
    },
    type: issue.type,
    issueType: issue.type,
    issueCategory: "error",
    priority: issue.priority.toLowerCase(),
    metadata: isError ? { type, value: rest.join(": "), title: issue.title } : { title: issue.title },
    numComments: 0,
    assignedTo: issue.assignee && { ...issue.assignee, id: String(issue.assignee.id) },
    isBookmarked: false,
    isSubscribed: false,
    subscriptionDetails: null,
    hasSeen: false,
    isPublic: false,
    shareId: null,
    annotations: [],
    isUnhandled: issue.unhandled,
    count: String(numbers.events),
    userCount: numbers.users,
    firstSeen: iso(issue.firstSeen),
    lastSeen: iso(issue.lastSeen),
  };
}

/** An issue of a list, with its last 24 hours as `[unix seconds, events]`. */
export function listedIssueJson(issue: ListedIssue, wholeTime: boolean, organizationSlug: string, baseUrl: string, now = Date.now()) {
  const events = wholeTime ? issue.timesSeen : issue.stats.events;
  const firstHour = now - issue.stats.hours.length * HOUR;
  const day = issue.stats.hours.map((count, hour) => [Math.floor((firstHour + hour * HOUR) / 1000), count]);
  return {
    ...issueJson(issue, { events, users: issue.stats.users }, organizationSlug, baseUrl),
    stats: { "24h": day },
  };
}
