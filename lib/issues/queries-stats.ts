// How often an issue happens, to how many people, and when.
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import type { EventFilter } from "#lib/events/event-filter.ts";
import { bucketSize, fillBuckets, type StatsBucket } from "#lib/issues/buckets.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import type { TimeRange } from "#lib/issues/schema.ts";
import { searchRows } from "#lib/search/too-much.ts";

/** `bucketMs` is the width of a bucket; `events` and `users` count the whole range once. */
export type IssueStats = { buckets: StatsBucket[]; bucketMs: number; events: number; users: number };

const Bucket = z.object({
  at: z.coerce.number(),
  events: z.coerce.number(),
  users: z.coerce.number(),
});
const Totals = z.object({ events: z.coerce.number(), users: z.coerce.number() });

const COUNTS = "count() AS events, uniqExactIf(user_hash, user_hash != 0) AS users";

function from(scope: IssueScope, filter: EventFilter | null): string {
  return `FROM errors
    WHERE project_id = {project:UInt32} AND group_id IN ${groupList(scope.groupIds)}
      AND timestamp >= fromUnixTimestamp64Milli({from:Int64}) AND timestamp < fromUnixTimestamp64Milli({until:Int64})
      AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))
      ${filter ? `AND (${filter.sql})` : ""}`;
}

/**
 * Events and distinct users of the range, in all and by bucket, oldest first, with empty buckets filled in.
 * @param filter counts only what meets it
 */
export async function issueStats(
  scope: IssueScope,
  range: TimeRange,
  environments: readonly string[],
  filter: EventFilter | null = null,
): Promise<IssueStats> {
  const start = range.from ?? 0;
  const bucketMs = bucketSize(start, range.until);
  const { projectId: project } = scope;
  const parameters = {
    ...filter?.parameters,
    project,
    from: start,
    until: range.until,
    environments,
    bucketMs,
  };
  const ask = filter ? searchRows : queryRows;
  const [rows, [totals]] = await Promise.all([
    ask(
      Bucket,
      `SELECT intDiv(toUnixTimestamp64Milli(timestamp), {bucketMs:Int64}) * {bucketMs:Int64} AS at, ${COUNTS}
       ${from(scope, filter)} GROUP BY at ORDER BY at`,
      parameters,
    ),
    ask(Totals, `SELECT ${COUNTS} ${from(scope, filter)}`, parameters),
  ]);
  return {
    buckets: fillBuckets(rows, start, range.until, bucketMs),
    bucketMs,
    events: totals?.events ?? 0,
    users: totals?.users ?? 0,
  };
}

/** Everything that is still kept: events, and the distinct users they name. */
export async function issueTotals(scope: IssueScope): Promise<{ events: number; users: number }> {
  const [totals] = await queryRows(
    Totals,
    `SELECT ${COUNTS} FROM errors WHERE project_id = {project:UInt32} AND group_id IN ${groupList(scope.groupIds)}`,
    { project: scope.projectId },
  );
  return totals ?? { events: 0, users: 0 };
}
