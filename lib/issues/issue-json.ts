// Issues as the Web API writes them. `count` is a string and `userCount` a number: tools decode them strictly.
import type { IssueFacts } from "#lib/issues/issue-facts.ts";
import type { ListedIssue } from "#lib/issues/queries-list.ts";
import type { IssueRow } from "#lib/issues/issue-rows.ts";

const STATUS = { UNRESOLVED: "unresolved", RESOLVED: "resolved", ARCHIVED: "ignored" } as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const iso = (ms: number) => new Date(ms).toISOString();

type Numbers = { events: number; users: number };

/** What resolved or archived the issue beyond its status, in the words that a PUT takes. */
export function statusDetailsJson({ resolution, snooze }: Pick<IssueFacts, "resolution" | "snooze">) {
  if (snooze)
    return {
      ignoreUntil: snooze.until?.toISOString() ?? null,
      ignoreCount: snooze.count,
      ignoreWindow: snooze.windowMinutes,
      ignoreUserCount: snooze.userCount,
      ignoreUserWindow: snooze.userWindowMinutes,
    };
  if (!resolution) return {};
  switch (resolution.kind) {
    case "IN_RELEASE":
      return { inRelease: resolution.release?.version ?? null };
    case "IN_NEXT_RELEASE":
      return { inNextRelease: true };
    case "IN_COMMIT":
      return {
        inCommit: { id: resolution.commit, commit: resolution.commit, repository: resolution.repository },
      };
  }
}

/**
 * @param facts undefined when the issue went meanwhile.
 * @param numbers events and users in the range that was asked for, or in all.
 */
export function issueJson(
  issue: IssueRow,
  facts: IssueFacts | undefined,
  numbers: Numbers,
  organizationSlug: string,
  baseUrl: string,
) {
  const subscription = facts?.subscriptions[0];
  return {
    id: String(issue.id),
    shortId: issue.shortId,
    title: issue.title,
    culprit: issue.culprit,
    permalink: `${baseUrl}/organizations/${organizationSlug}/issues/${issue.id}/`,
    logger: issue.logger || null,
    level: issue.level.toLowerCase(),
    status: STATUS[issue.status],
    substatus: issue.substatus?.toLowerCase() ?? null,
    statusDetails: facts ? statusDetailsJson(facts) : {},
    platform: issue.platform,
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
    metadata: { ...issue.metadata, title: issue.title },
    numComments: facts?.commentCount ?? 0,
    assignedTo: issue.assignee && { ...issue.assignee, id: String(issue.assignee.id) },
    isBookmarked: (facts?.bookmarks.length ?? 0) > 0,
    isSubscribed: subscription?.isActive ?? false,
    subscriptionDetails: subscription?.isActive ? { reason: subscription.reason } : null,
    hasSeen: (facts?.seenBy.length ?? 0) > 0,
    isPublic: typeof facts?.shareId === "string",
    shareId: facts?.shareId ?? null,
    annotations: [],
    isUnhandled: issue.unhandled,
    count: String(numbers.events),
    userCount: numbers.users,
    firstSeen: iso(issue.firstSeen),
    lastSeen: iso(issue.lastSeen),
  };
}

type Listed = { wholeTime: boolean; statsPeriod: string; organizationSlug: string; baseUrl: string };

/**
 * An issue of a list with its last events as `[unix seconds, events]`: by day for a `statsPeriod` of 14d, else
 * the last 24 hours.
 * @param wholeTime the list has no range, so the issue's own count is the number to tell.
 */
export function listedIssueJson(
  issue: ListedIssue,
  facts: IssueFacts | undefined,
  asked: Listed,
  now = Date.now(),
) {
  const events = asked.wholeTime ? issue.timesSeen : issue.stats.events;
  const inDays = asked.statsPeriod === "14d";
  const counts = inDays ? issue.stats.days : issue.stats.hours;
  const width = inDays ? DAY : HOUR;
  const first = now - counts.length * width;
  const series = counts.map((count, index) => [Math.floor((first + index * width) / 1000), count]);
  return {
    ...issueJson(issue, facts, { events, users: issue.stats.users }, asked.organizationSlug, asked.baseUrl),
    stats: { [asked.statsPeriod]: series },
  };
}
