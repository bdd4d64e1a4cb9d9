// Filters and search of the issue list as one condition for Postgres, on `issue i`.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { pool, selectRows } from "#lib/db.ts";
import { parseEventId, toUuid } from "#lib/events/event-id.ts";
import { eventCondition, type EventFilter } from "#lib/events/event-filter.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";
import { groupsWithEvent, type EventScope } from "#lib/issues/search-events.ts";
import { issueSql, leafSql, type LeafScope } from "#lib/issues/search-leaf.ts";
import { TAB_SQL } from "#lib/issues/search-status.ts";
import { SqlValues } from "#lib/issues/search-values.ts";
import { parseIssueSearch, type SearchPlan } from "#lib/issues/search.ts";
import type { Condition, SearchValue } from "#lib/search/parse-query.ts";
import { anywhere } from "#lib/search/pattern.ts";
import { SearchError } from "#lib/search/search-error.ts";

/** What a list shows, ready to be asked for. */
export type IssueWhere = {
  /** The condition without the tab's. */
  sql: string;
  /** The tab's condition; "true" when the search says which statuses are wanted. */
  tab: string;
  values: SqlValues;
  scope: EventScope;
  /** Narrows the events that are counted for each issue. */
  events: EventFilter | null;
};

type Compiling = LeafScope & { events: EventScope };

const MAX_EVENT_QUERIES = 12;
const ProjectRow = z.object({
  projectId: z.number(),
  slug: z.string(),
  latestRelease: z.string().nullable().optional(),
});

/** Postgres knows which release was seen first last; it is asked only for a search that may want it. */
const LATEST_RELEASE = `, (SELECT r.version FROM release_project rp JOIN release r ON r.id = rp.release_id
  WHERE rp.project_id = p.id ORDER BY rp.first_event DESC, r.id DESC LIMIT 1) AS "latestRelease"`;

const projectsOf = (access: OrganizationAccess, { projectIds, query }: IssueFilters) =>
  selectRows(
    pool(),
    ProjectRow,
    `SELECT p.id AS "projectId", p.slug ${query.includes("latest") ? LATEST_RELEASE : ""} FROM project p
     WHERE p.organization_id = $1 AND (cardinality($2::int[]) = 0 OR p.id = ANY ($2)) ORDER BY p.id`,
    [access.organizationId, projectIds],
  );

async function withEvents(condition: Condition, { events, values }: Compiling): Promise<string> {
  const groups = await groupsWithEvent(events, condition);
  if (groups.length === 0) return "false";
  return `i.id IN (SELECT h.issue_id FROM grouping_hash h WHERE h.id = ANY (${values.add(groups)}::bigint[]))`;
}

/** The issue that a word names by the id of one of its events. */
function ofEventId(id: string, { values, events }: Compiling): string {
  const projects = values.add(events.projects.map(({ projectId }) => projectId));
  return `i.id IN (SELECT h.issue_id FROM event_id e JOIN grouping_hash h ON h.id = e.group_id
    WHERE e.event_id = ${values.add(toUuid(id))}::uuid AND e.project_id = ANY (${projects}::int[]))`;
}

function inTitle(word: SearchValue, { values }: Compiling): string {
  const like = values.add(anywhere(word));
  const issue = issueSql(word.text.trim(), values);
  // A number alone is a word: issues have short ids for this.
  const named = issue !== null && word.text.includes("-") ? ` OR ${issue}` : "";
  return `(i.title ILIKE ${like} OR i.culprit ILIKE ${like}${named})`;
}

async function wordsSql(plan: Extract<SearchPlan, { kind: "words" }>, compiling: Compiling): Promise<string> {
  const { words, beside } = plan;
  const [only] = words;
  const eventId = only && words.length === 1 && beside === null ? parseEventId(only.text) : null;
  if (eventId !== null) return ofEventId(eventId, compiling);
  const said: Condition[] = words.map((value) => ({
    kind: "text",
    value,
    at: value.at,
    length: value.length,
  }));
  // Every event has its title among its words: beside other terms, one event must have it all.
  if (beside) return withEvents({ kind: "and", parts: [beside, ...said] }, compiling);
  const titles = words.map((word) => inTitle(word, compiling)).join(" AND ");
  return `(${titles} OR ${await withEvents({ kind: "and", parts: said }, compiling)})`;
}

/** The plan as SQL; what is about events is asked for at once. */
async function planSql(plan: SearchPlan, compiling: Compiling): Promise<string> {
  switch (plan.kind) {
    case "and":
    case "or": {
      if (plan.parts.length === 0) return "true";
      const parts = await Promise.all(plan.parts.map((part) => planSql(part, compiling)));
      return `(${parts.join(plan.kind === "and" ? " AND " : " OR ")})`;
    }
    // What is not there is not equal either; NOT of NULL would be NULL.
    case "not":
      return `(NOT coalesce(${await planSql(plan.part, compiling)}, false))`;
    case "issue":
      return leafSql(plan.leaf, compiling);
    case "events":
      return withEvents(plan.condition, compiling);
    case "words":
      return wordsSql(plan, compiling);
  }
}

function countQueries(plan: SearchPlan): number {
  if (plan.kind === "and" || plan.kind === "or")
    return plan.parts.reduce((sum, part) => sum + countQueries(part), 0);
  if (plan.kind === "not") return countQueries(plan.part);
  return plan.kind === "issue" ? 0 : 1;
}

/** When the issue was seen, in the chosen environments when there are any. */
function seenSql({ environments, range }: IssueFilters, values: SqlValues): string[] {
  const from = range.from === null ? null : values.add(new Date(range.from));
  const until = values.add(new Date(range.until));
  const within = (row: string) =>
    [...(from === null ? [] : [`${row}.last_seen >= ${from}`]), `${row}.first_seen < ${until}`].join(" AND ");
  if (environments.length === 0) return [within("i")];
  return [
    `EXISTS (SELECT FROM issue_environment s JOIN environment e ON e.id = s.environment_id
      WHERE s.issue_id = i.id AND e.name = ANY (${values.add(environments)}) AND ${within("s")})`,
  ];
}

/** Without what a count of the events says anyhow: an issue that has none does not match. */
function withoutEvents(plan: SearchPlan): SearchPlan {
  if (plan.kind === "events") return { kind: "and", parts: [] };
  if (plan.kind !== "and") return plan;
  return { kind: "and", parts: plan.parts.filter((part) => part.kind !== "events") };
}

/**
 * @param options.counted whoever asks counts `events` for every issue, and drops those that have none
 * @throws SearchError for a search that cannot be understood.
 */
export async function issueWhere(
  access: OrganizationAccess,
  filters: IssueFilters,
  options: { counted?: boolean } = {},
): Promise<IssueWhere> {
  const now = Date.now();
  const search = parseIssueSearch(filters.query);
  const projects = await projectsOf(access, filters);
  const values = new SqlValues();
  const scope: EventScope = { projects, filters, now };
  const { organizationId, userId } = access;
  const compiling = { asker: { organizationId, userId: userId ?? -1 }, values, now, events: scope };
  const plan = options.counted && search.plan ? withoutEvents(search.plan) : search.plan;
  if (plan && countQueries(plan) > MAX_EVENT_QUERIES)
    throw new SearchError("The search asks too many separate things about events.", {
      at: 0,
      length: filters.query.length,
    });
  const ids = values.add(projects.map(({ projectId }) => projectId));
  const conditions = [
    `i.project_id = ANY (${ids}::int[])`,
    // An issue is made just before its first event is stored; until it is counted, there is nothing to show.
    "i.times_seen > 0",
    "i.merged_into_id IS NULL",
    ...seenSql(filters, values),
    ...(plan ? [await planSql(plan, compiling)] : []),
  ];
  return {
    sql: conditions.join("\n AND "),
    tab: (search.namesStatus ? null : TAB_SQL[filters.tab]) ?? "true",
    values,
    scope,
    events: search.events && eventCondition(search.events, projects, now),
  };
}
