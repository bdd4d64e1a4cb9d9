// The order of issues by what happened within a time range, which only the telemetry knows. It counts every group
// of the projects; Postgres adds them up by the issue that owns them, and takes the page.
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import { askIssues } from "#lib/issues/ask-issues.ts";
import type { Cursor } from "#lib/issues/cursor.ts";
import type { IssueWhere } from "#lib/issues/issue-where.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";
import { rowsInScope } from "#lib/issues/search-events.ts";
import { searchRows } from "#lib/search/too-much.ts";

export type Ranked = { id: number; value: number };

const DAY = 86_400_000;
/** Groups beside the first of their issue; of more, the users of each are counted by themselves. */
const MAX_MERGED = 20_000;

const Counts = z.object({ groups: z.array(z.string()), values: z.array(z.coerce.number()) });
const MergedRow = z.object({ id: z.string(), first: z.string() });
const RankedRow = z.object({ id: z.number(), value: z.coerce.number() });

/** What one group counts. A trend is how much the last day is above the week before it, weighed by its size. */
const VALUES = {
  events: "count()",
  // Exact to some hundreds of users of an issue, and one percent off beyond: enough for an order, in half the time.
  users: "uniqCombinedIf(14)(user_hash, user_hash != 0)",
  trends: `toInt64(1000 * log(1 + countIf(at >= {day:Int64})) * (1 + countIf(at >= {day:Int64}))
    / (1 + countIf(at >= {week:Int64} AND at < {day:Int64}) / 7))`,
};

/** The group that stands for all of its issue's, so that a user of two of them counts once. */
async function firstOfMerged(projects: readonly number[]): Promise<string> {
  const merged = await selectRows(
    pool(),
    MergedRow,
    `SELECT h.id::text AS id, m.first::text AS first FROM grouping_hash h JOIN (
       SELECT issue_id, min(id) AS first FROM grouping_hash WHERE project_id = ANY ($1)
       GROUP BY issue_id HAVING count(*) > 1) AS m ON m.issue_id = h.issue_id
     WHERE h.id <> m.first LIMIT ${MAX_MERGED}`,
    [projects],
  );
  if (merged.length === 0) return "group_id";
  // Numbers of our own database, in the statement itself: as parameters they would make its address too long.
  const [ids, firsts] = [merged.map(({ id }) => id), merged.map(({ first }) => first)];
  return `transform(group_id, [${ids.join(",")}], [${firsts.join(",")}], group_id)`;
}

async function countByGroup(
  { scope, events }: IssueWhere,
  sort: keyof typeof VALUES,
  until: number,
): Promise<z.infer<typeof Counts>> {
  const projects = scope.projects.map(({ projectId }) => projectId);
  const nothing = { groups: [], values: [] };
  if (projects.length === 0) return nothing;
  const group = sort === "events" ? "group_id" : await firstOfMerged(projects);
  const { sql, parameters } = rowsInScope(scope, events);
  const at = sort === "trends" ? ", toUnixTimestamp64Milli(timestamp) AS at" : "";
  const column = sort === "users" ? ", user_hash" : at;
  const [row] = await searchRows(
    Counts,
    `SELECT groupArray(toString(g)) AS groups, groupArray(v) AS values
     FROM (SELECT g, ${VALUES[sort]} AS v FROM (
       SELECT ${group} AS g${column} FROM errors WHERE ${sql}) GROUP BY g)`,
    { ...parameters, day: until - DAY, week: until - 8 * DAY },
  );
  return row ?? nothing;
}

/**
 * Issues by events, users or trend within the range, most first, from the cursor on; every issue has a place.
 * Reads one more than `filters.limit`, nearest to the cursor first.
 * @param where made for counting
 */
export async function rankIssues(
  where: IssueWhere,
  filters: IssueFilters,
  cursor: Cursor | null,
): Promise<Ranked[]> {
  const sort = filters.sort === "users" || filters.sort === "trends" ? filters.sort : "events";
  const counts = await countByGroup(where, sort, filters.range.until);
  const { values } = where;
  const [groups, numbers] = [values.add(counts.groups), values.add(counts.values)];
  const back = cursor?.direction === "previous";
  const beyond = cursor
    ? `WHERE (value, id) ${back ? ">" : "<"} (${values.add(cursor.value)}::bigint, ${values.add(cursor.id)}::int)`
    : "";
  const order = back ? "ASC" : "DESC";
  return askIssues(
    RankedRow,
    `WITH counted AS (
       SELECT h.issue_id, sum(n.value)::bigint AS value
       FROM unnest(${groups}::bigint[], ${numbers}::bigint[]) AS n (id, value) JOIN grouping_hash h ON h.id = n.id
       GROUP BY h.issue_id),
     ranked AS (
       SELECT i.id, coalesce(c.value, 0) AS value FROM issue i ${where.events ? "" : "LEFT "}JOIN counted c ON c.issue_id = i.id
       WHERE ${where.sql} AND ${where.tab})
     SELECT id, value FROM ranked ${beyond} ORDER BY value ${order}, id ${order} LIMIT ${filters.limit + 1}`,
    values.all,
  );
}
