// The order of issues by what happened within a time range, which only the telemetry knows.
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { db } from "#lib/db.ts";
import type { Cursor } from "#lib/issues/cursor.ts";
import { groupsOf, type IssueGroups, issueOfGroup } from "#lib/events/group-mapping.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";
import type { Prisma } from "#prisma/client.ts";

export type Ranked = { id: number; value: number };

/** Issues that take part: the most recently seen ones. Two arrays of them stay far below a statement's limit. */
const MAX_CANDIDATES = 5_000;
const MAX_GROUPS_EACH = 50;

const Count = z.object({ issue: z.coerce.number(), value: z.coerce.number() });

/**
 * Issues by events or users within the range, most first, from the cursor on.
 * Reads one more than `filters.limit`, nearest to the cursor first.
 */
export async function rankIssues(
  where: Prisma.IssueWhereInput,
  filters: IssueFilters,
  cursor: Cursor | null,
): Promise<Ranked[]> {
  const found = await db().issue.findMany({
    where,
    select: {
      id: true,
      projectId: true,
      hashes: { select: { id: true }, orderBy: { id: "desc" }, take: MAX_GROUPS_EACH },
    },
    orderBy: [{ lastSeen: "desc" }, { id: "desc" }],
    take: MAX_CANDIDATES,
  });
  const issues = found.map(({ id, hashes }) => ({ id, groupIds: hashes.map((hash) => hash.id) }));
  const projects = [...new Set(found.map((issue) => issue.projectId))];
  const counts = await countByIssue(issues, projects, filters);
  const ranked = issues.map(({ id }) => ({ id, value: counts.get(id) ?? 0 }));
  return cutRanking(ranked, cursor, filters.limit + 1);
}

async function countByIssue(
  issues: readonly IssueGroups[],
  projects: readonly number[],
  filters: IssueFilters,
): Promise<Map<number, number>> {
  if (issues.length === 0) return new Map();
  const value = filters.sort === "users" ? "uniqExactIf(user, user != '')" : "count()";
  const rows = await queryRows(
    Count,
    `SELECT ${issueOfGroup(issues)} AS issue, ${value} AS value
     FROM errors
     WHERE project_id IN {projects:Array(UInt32)} AND group_id IN ${groupsOf(issues)}
       AND timestamp >= fromUnixTimestamp64Milli({from:Int64}) AND timestamp < fromUnixTimestamp64Milli({until:Int64})
       AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))
     GROUP BY issue`,
    {
      projects,
      from: filters.range.from ?? 0,
      until: filters.range.until,
      environments: filters.environments,
    },
  );
  return new Map(rows.map((row) => [row.issue, row.value]));
}

/** The part of a ranking that begins at the cursor, nearest first. */
export function cutRanking(ranked: readonly Ranked[], cursor: Cursor | null, take: number): Ranked[] {
  const descending = (a: Ranked, b: Ranked) => b.value - a.value || b.id - a.id;
  const sorted = ranked.toSorted(descending);
  if (!cursor) return sorted.slice(0, take);
  return cursor.direction === "next"
    ? sorted.filter((row) => descending(cursor, row) < 0).slice(0, take)
    : sorted
        .filter((row) => descending(row, cursor) < 0)
        .toReversed()
        .slice(0, take);
}
