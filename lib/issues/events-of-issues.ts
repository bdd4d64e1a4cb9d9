// Counts of many issues since a moment of each, in few queries.
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { groupsOf, type IssueGroups, issueOfGroup } from "#lib/events/group-mapping.ts";
import type { HourCount } from "#lib/issues/forecast.ts";

const HOUR = 3_600_000;

/**
 * The groups of issue i that events came to last, for SQL. What an issue with more of them counts is a little less than
 * what happened; reading all of them for each issue would take any amount of memory.
 */
export const NEWEST_GROUPS = `array(
  SELECT h.id FROM grouping_hash h WHERE h.issue_id = i.id ORDER BY h.last_seen DESC, h.id DESC LIMIT 1000)`;

// A statement may have 256 KB, and names each group three times.
const GROUPS_AT_ONCE = 5_000;

/** Issues with their projects; times are milliseconds since 1970. */
type Since = IssueGroups & { projectId: number };

/** An expression for a number that each issue has; `issue` must be in scope. */
const ofIssue = (issues: readonly { id: number }[], numbers: readonly number[]) =>
  `transform(issue, [${issues.map(({ id }) => id).join(",")}], [${numbers.join(",")}], 0)`;

const EVENTS = (issues: readonly Since[]) => `
  SELECT ${issueOfGroup(issues)} AS issue, user, toUnixTimestamp64Milli(timestamp) AS ms FROM errors
  WHERE project_id IN {projects:Array(UInt32)} AND group_id IN ${groupsOf(issues)}
    AND timestamp >= fromUnixTimestamp64Milli({oldest:Int64})
    AND timestamp <= fromUnixTimestamp64Milli({until:Int64})`;

const projectsOf = (issues: readonly Since[]) => [...new Set(issues.map(({ projectId }) => projectId))];

/** Splits issues so that a statement holds the groups of each part. */
function inParts<Issue extends Since>(issues: readonly Issue[]): Issue[][] {
  const parts: Issue[][] = [];
  let groups = Infinity;
  for (const issue of issues) {
    groups += issue.groupIds.length;
    if (groups > GROUPS_AT_ONCE) {
      parts.push([]);
      groups = issue.groupIds.length;
    }
    parts.at(-1)?.push(issue);
  }
  return parts;
}

const CountRow = z.object({
  issue: z.coerce.number(),
  events: z.coerce.number(),
  users: z.coerce.number(),
});

/** Events since `eventsFrom` and distinct users since `usersFrom`, up to `until`, by issue. */
export async function countSince(
  issues: readonly (Since & { eventsFrom: number; usersFrom: number })[],
  until: number,
): Promise<Map<number, { events: number; users: number }>> {
  const counts = new Map<number, { events: number; users: number }>();
  for (const part of inParts(issues)) {
    const eventsFrom = part.map((issue) => issue.eventsFrom);
    const usersFrom = part.map((issue) => issue.usersFrom);
    const rows = await queryRows(
      CountRow,
      `SELECT issue, countIf(ms >= ${ofIssue(part, eventsFrom)}) AS events,
         uniqExactIf(user, user != '' AND ms >= ${ofIssue(part, usersFrom)}) AS users
       FROM (${EVENTS(part)}) GROUP BY issue`,
      { projects: projectsOf(part), oldest: Math.min(...eventsFrom, ...usersFrom), until },
    );
    for (const { issue, events, users } of rows) counts.set(issue, { events, users });
  }
  return counts;
}

const HoursRow = z.object({
  issue: z.coerce.number(),
  hours: z.array(z.tuple([z.coerce.number(), z.coerce.number()])),
});

/** The events of the seven days before `until` of each issue, by clock hour. */
export async function hoursOfWeek(
  issues: readonly (Since & { until: number })[],
): Promise<Map<number, HourCount[]>> {
  const weeks = new Map<number, HourCount[]>();
  for (const part of inParts(issues)) {
    const ends = part.map((issue) => issue.until);
    const end = ofIssue(part, ends);
    const rows = await queryRows(
      HoursRow,
      `SELECT issue, groupArray((hour, events)) AS hours FROM (
         SELECT issue, intDiv(ms, ${HOUR}) AS hour, count() AS events FROM (${EVENTS(part)})
         WHERE ms < ${end} AND ms >= ${end} - ${7 * 24 * HOUR} GROUP BY issue, hour ORDER BY issue, hour)
       GROUP BY issue`,
      { projects: projectsOf(part), oldest: Math.min(...ends) - 7 * 24 * HOUR, until: Math.max(...ends) },
    );
    for (const { issue, hours } of rows)
      weeks.set(
        issue,
        hours.map(([hour, count]) => ({ hour, count })),
      );
  }
  return weeks;
}
