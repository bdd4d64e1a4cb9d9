// The issue list: one page of rows with their stats, and how many issues stand under each tab.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { askIssues } from "#lib/issues/ask-issues.ts";
import { type Cursor, cutPage, decodeCursor, LATEST, type Page } from "#lib/issues/cursor.ts";
import { type IssueListStats, issueListStats, noStats } from "#lib/issues/issue-list-stats.ts";
import { type IssueRow, readIssueRows } from "#lib/issues/issue-rows.ts";
import { issueWhere, type IssueWhere } from "#lib/issues/issue-where.ts";
import { rankIssues, type Ranked } from "#lib/issues/rank-issues.ts";
import { type IssueFilters, type IssueSort, IssueTab } from "#lib/issues/schema.ts";
import { TAB_SQL } from "#lib/issues/search-status.ts";
import type { SqlValues } from "#lib/issues/search-values.ts";

export type ListedIssue = IssueRow & { stats: IssueListStats };

const RankedRow = z.object({ id: z.number(), value: z.coerce.number() });
const CountsRow = z.record(z.string(), z.coerce.number());

/** What a cursor holds for the order by priority: its rank, and the time in milliseconds below that. */
const PRIORITY = 10_000_000_000_000;
const RANKED = ["LOW", "MEDIUM", "HIGH"];
const ms = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

type StoredSort = {
  /** Columns of `issue i`, of which the largest come first. */
  columns: readonly string[];
  /** The same as one number that a cursor can hold, and back as values to compare with. */
  value: string;
  read: (value: number, values: SqlValues) => string[];
};

const byTime = (column: string): StoredSort => ({
  columns: [column],
  value: ms(column),
  read: (value, values) => [`${values.add(new Date(Math.min(value, LATEST)))}::timestamptz`],
});

const SORTS = {
  last_seen: byTime("last_seen"),
  first_seen: byTime("first_seen"),
  priority: {
    columns: ["priority", "last_seen"],
    value: `(array_position('{${RANKED.join(",")}}'::text[], priority::text) * ${PRIORITY} + ${ms("last_seen")})`,
    read: (value, values) => [
      `${values.add(RANKED[Math.floor(value / PRIORITY) - 1] ?? "LOW")}::issue_priority`,
      `${values.add(new Date(value % PRIORITY))}::timestamptz`,
    ],
  },
} satisfies Partial<Record<IssueSort, StoredSort>>;

const isStored = (sort: IssueSort): sort is keyof typeof SORTS => Object.hasOwn(SORTS, sort);

/**
 * A page of issues, newest or biggest first; every order reaches every issue.
 * @throws SearchError for a search that cannot be understood.
 */
export async function listIssues(
  access: OrganizationAccess,
  filters: IssueFilters,
): Promise<Page<ListedIssue>> {
  const cursor = decodeCursor(filters.cursor);
  const until = cursor?.until ?? filters.range.until;
  const fixed = { ...filters, range: { ...filters.range, until } };
  const where = await issueWhere(access, fixed, { counted: !isStored(fixed.sort) });
  const ranked = isStored(fixed.sort)
    ? await sortIssues(where, fixed.sort, fixed.limit, cursor)
    : await rankIssues(where, fixed, cursor);
  const page = cutPage(ranked, fixed.limit, cursor, until, (row) => row);
  const rows = await readIssueRows(access, { where: { id: { in: page.items.map(({ id }) => id) } } });
  const stats = await issueListStats(rows, fixed.range, fixed.environments, where.events);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = page.items.flatMap(({ id }) => byId.get(id) ?? []);
  return { ...page, items: items.map((issue) => ({ ...issue, stats: stats.get(issue.id) ?? noStats() })) };
}

/** One more than the limit, nearest to the cursor first. */
function sortIssues(
  { sql, tab, values }: IssueWhere,
  sort: keyof typeof SORTS,
  limit: number,
  cursor: Cursor | null,
): Promise<Ranked[]> {
  const back = cursor?.direction === "previous";
  const order = back ? "ASC" : "DESC";
  const { columns, value, read }: StoredSort = SORTS[sort];
  const keys = [...columns, "id"].map((column) => `i.${column}`);
  const beyond = cursor
    ? `AND (${keys.join(", ")}) ${back ? ">" : "<"} (${[...read(cursor.value, values), values.add(cursor.id)].join(", ")})`
    : "";
  // The page is cut before its values are made: of 20,000 issues that is a third of the time.
  return askIssues(
    RankedRow,
    `SELECT id, ${value} AS value FROM (
       SELECT i.id, i.last_seen, i.first_seen, i.priority FROM issue i WHERE ${sql} AND ${tab} ${beyond}
       ORDER BY ${keys.map((key) => `${key} ${order}`).join(", ")} LIMIT ${limit + 1}) AS page
     ORDER BY ${[...columns, "id"].map((column) => `${column} ${order}`).join(", ")}`,
    values.all,
  );
}

/**
 * How many issues each tab would show with the same filters.
 * @throws SearchError for a search that cannot be understood.
 */
export async function countIssuesByTab(
  access: OrganizationAccess,
  filters: IssueFilters,
): Promise<Record<IssueTab, number>> {
  const { sql, values } = await issueWhere(access, filters);
  const columns = IssueTab.options.map(
    (tab) => `count(*) FILTER (WHERE ${TAB_SQL[tab] ?? "true"}) AS "${tab}"`,
  );
  const [counts] = await askIssues(
    CountsRow,
    `SELECT ${columns.join(", ")} FROM issue i WHERE ${sql}`,
    values.all,
  );
  const count = (tab: IssueTab) => counts?.[tab] ?? 0;
  return {
    unresolved: count("unresolved"),
    for_review: count("for_review"),
    regressed: count("regressed"),
    escalating: count("escalating"),
    resolved: count("resolved"),
    archived: count("archived"),
    all: count("all"),
  };
}
