// How the values of each tag are spread over an issue's events.
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import type { TimeRange } from "#lib/issues/schema.ts";

export type TagValue = { value: string; count: number; percent: number };
/** `total` events carry the tag; `distinct` values exist, of which the most frequent are listed. */
export type TagDistribution = { key: string; total: number; distinct: number; values: TagValue[] };

/** Newest events that are counted: more would read for seconds and change no percentage that matters. */
const MAX_EVENTS = 100_000;
const MAX_KEYS = 60;

const Row = z.object({
  key: z.string(),
  value: z.string(),
  count: z.coerce.number(),
  total: z.coerce.number(),
  distinct: z.coerce.number(),
});

/** Tags by how many events carry them, each with its `top` most frequent values. */
export async function issueTags(
  scope: IssueScope,
  range: TimeRange,
  environments: readonly string[],
  top = 5,
): Promise<TagDistribution[]> {
  const rows = await queryRows(
    Row,
    `SELECT key, value, count() AS count,
       sum(count()) OVER (PARTITION BY key) AS total,
       count() OVER (PARTITION BY key) AS distinct
     FROM (
       SELECT mapKeys(tags) AS keys, mapValues(tags) AS values
       FROM errors
       WHERE project_id = {project:UInt32} AND group_id IN ${groupList(scope.groupIds)}
         AND timestamp >= fromUnixTimestamp64Milli({from:Int64})
         AND timestamp < fromUnixTimestamp64Milli({until:Int64})
         AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))
       ORDER BY timestamp DESC
       LIMIT ${MAX_EVENTS}
     )
     ARRAY JOIN keys AS key, values AS value
     WHERE value != ''
     GROUP BY key, value
     ORDER BY total DESC, key, count DESC, value
     LIMIT {top:UInt8} BY key
     LIMIT ${MAX_KEYS * 20}`,
    { project: scope.projectId, from: range.from ?? 0, until: range.until, environments, top },
  );
  const byKey = Map.groupBy(rows, (row) => row.key);
  return [...byKey].slice(0, MAX_KEYS).map(([key, values]) => ({
    key,
    total: values[0]?.total ?? 0,
    distinct: values[0]?.distinct ?? 0,
    values: values.map(({ value, count, total }) => ({ value, count, percent: (100 * count) / total })),
  }));
}
