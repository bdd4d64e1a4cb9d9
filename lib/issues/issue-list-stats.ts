// What happened lately to the issues of one page, in one query.
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import type { EventFilter } from "#lib/events/event-filter.ts";
import { groupsOf, type IssueGroups, issueOfGroup } from "#lib/events/group-mapping.ts";
import type { TimeRange } from "#lib/issues/schema.ts";
import { searchRows } from "#lib/search/too-much.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** `hours` and `days` count events, oldest first; the last one is now. */
export type IssueListStats = { events: number; users: number; hours: number[]; days: number[] };

const Row = z.object({
  issue: z.coerce.number(),
  events: z.coerce.number(),
  users: z.coerce.number(),
  hours: z.array(z.coerce.number()),
  days: z.array(z.coerce.number()),
});

/** The stats of an issue without events. */
export const noStats = (): IssueListStats => ({
  events: 0,
  users: 0,
  hours: Array.from({ length: 24 }, () => 0),
  days: Array.from({ length: 14 }, () => 0),
});

/**
 * Events and users within `range`, the last 24 h by hour and the last 14 d by day, by issue id.
 * @param events counts only what meets it
 */
export async function issueListStats(
  issues: readonly (IssueGroups & { project: { id: number } })[],
  range: TimeRange,
  environments: readonly string[],
  events: EventFilter | null = null,
  now = Date.now(),
): Promise<Map<number, IssueListStats>> {
  if (issues.length === 0) return new Map();
  const from = range.from ?? 0;
  const parameters = {
    ...events?.parameters,
    projects: [...new Set(issues.map((issue) => issue.project.id))],
    environments,
    from,
    until: range.until,
    oldest: Math.min(from, now - 14 * DAY),
    // Buckets end now, so that the newest is always whole.
    firstHour: now - 24 * HOUR,
    firstDay: now - 14 * DAY,
  };
  const ask = events ? searchRows : queryRows;
  const rows = await ask(
    Row,
    `SELECT ${issueOfGroup(issues)} AS issue,
       countIf(ms >= {from:Int64} AND ms < {until:Int64}) AS events,
       uniqExactIf(user_hash, user_hash != 0 AND ms >= {from:Int64} AND ms < {until:Int64}) AS users,
       countResample(0, 24, 1)(ms, toInt32(floor((ms - {firstHour:Int64}) / ${HOUR}))) AS hours,
       countResample(0, 14, 1)(ms, toInt32(floor((ms - {firstDay:Int64}) / ${DAY}))) AS days
     FROM (
       SELECT group_id, user_hash, toUnixTimestamp64Milli(timestamp) AS ms
       FROM errors
       WHERE project_id IN {projects:Array(UInt32)} AND group_id IN ${groupsOf(issues)}
         AND timestamp >= fromUnixTimestamp64Milli({oldest:Int64})
         AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))
         ${events ? `AND ${events.sql}` : ""}
     )
     GROUP BY issue`,
    parameters,
  );
  return new Map(rows.map(({ issue, ...stats }) => [issue, stats]));
}
