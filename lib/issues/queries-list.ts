// The issue list: one page of rows with their stats, and how many issues stand under each tab.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { type Cursor, cutPage, decodeCursor, type Page } from "#lib/issues/cursor.ts";
import { type IssueListStats, issueListStats, noStats } from "#lib/issues/issue-list-stats.ts";
import { type IssueRow, readIssueRows } from "#lib/issues/issue-rows.ts";
import { commonWhere, statusWhere } from "#lib/issues/issue-where.ts";
import { rankIssues } from "#lib/issues/rank-issues.ts";
import type { IssueFilters, IssueTab } from "#lib/issues/schema.ts";
import { parseIssueSearch } from "#lib/issues/search.ts";
import type { Prisma } from "#prisma/client.ts";

export type ListedIssue = IssueRow & { stats: IssueListStats };

/**
 * A page of issues, newest or biggest first. By events and by users, the 5,000 most recently seen issues that
 * match are ranked; the other orders reach every issue.
 */
export async function listIssues(
  access: OrganizationAccess,
  filters: IssueFilters,
): Promise<Page<ListedIssue>> {
  const search = parseIssueSearch(filters.query);
  const cursor = decodeCursor(filters.cursor);
  const until = cursor?.until ?? filters.range.until;
  const fixed = { ...filters, range: { ...filters.range, until } };
  const where = { AND: [await commonWhere(access, fixed, search), statusWhere(fixed, search)] };

  const page =
    fixed.sort === "last_seen" || fixed.sort === "first_seen"
      ? await pageByTime(access, where, fixed, cursor)
      : await pageByRank(access, where, fixed, cursor);
  const stats = await issueListStats(page.items, fixed.range, fixed.environments);
  return {
    ...page,
    items: page.items.map((issue) => ({ ...issue, stats: stats.get(issue.id) ?? noStats() })),
  };
}

async function pageByTime(
  access: OrganizationAccess,
  where: Prisma.IssueWhereInput,
  filters: IssueFilters,
  cursor: Cursor | null,
): Promise<Page<IssueRow>> {
  const column = filters.sort === "first_seen" ? "firstSeen" : "lastSeen";
  const back = cursor?.direction === "previous";
  const order = back ? "asc" : "desc";
  const rows = await readIssueRows(access, {
    where: cursor ? { AND: [where, beyond(column, cursor)] } : where,
    orderBy: [{ [column]: order }, { id: order }],
    take: filters.limit + 1,
  });
  return cutPage(rows, filters.limit, cursor, filters.range.until, (row) => ({
    value: row[column],
    id: row.id,
  }));
}

function beyond(column: "firstSeen" | "lastSeen", cursor: Cursor): Prisma.IssueWhereInput {
  const side = cursor.direction === "next" ? "lt" : "gt";
  const at = new Date(cursor.value);
  return { OR: [{ [column]: { [side]: at } }, { [column]: at, id: { [side]: cursor.id } }] };
}

async function pageByRank(
  access: OrganizationAccess,
  where: Prisma.IssueWhereInput,
  filters: IssueFilters,
  cursor: Cursor | null,
): Promise<Page<IssueRow>> {
  const ranked = await rankIssues(where, filters, cursor);
  const page = cutPage(ranked, filters.limit, cursor, filters.range.until, (row) => row);
  const rows = await readIssueRows(access, { where: { id: { in: page.items.map((row) => row.id) } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { ...page, items: page.items.flatMap(({ id }) => byId.get(id) ?? []) };
}

/** How many issues each tab would show with the same filters. */
export async function countIssuesByTab(
  access: OrganizationAccess,
  filters: IssueFilters,
): Promise<Record<IssueTab, number>> {
  const where = await commonWhere(access, filters, parseIssueSearch(filters.query));
  const groups = await db().issue.groupBy({ by: ["status"], where, _count: true });
  const count = (status: string) => groups.find((group) => group.status === status)?._count ?? 0;
  const [unresolved, resolved, archived] = [count("UNRESOLVED"), count("RESOLVED"), count("ARCHIVED")];
  return { unresolved, resolved, archived, all: unresolved + resolved + archived };
}
