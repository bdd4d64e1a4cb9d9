// The issue list as tools ask for it: Sentry's parameters in, our list's filters out.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { answer } from "#lib/api/answer.ts";
import { pageLinks, pageSize, readCursor } from "#lib/api/paging.ts";
import { readRange } from "#lib/api/time-range.ts";
import { env } from "#lib/env.ts";
import { parseEventId } from "#lib/events/event-id.ts";
import { findEventById } from "#lib/events/queries.ts";
import { issueFacts } from "#lib/issues/issue-facts.ts";
import { listedIssueJson } from "#lib/issues/issue-json.ts";
import { issueListStats, noStats } from "#lib/issues/issue-list-stats.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { listIssues, type ListedIssue } from "#lib/issues/queries-list.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";
import { parseIssueSearch } from "#lib/issues/search.ts";

const SORTS = new Map<string, IssueFilters["sort"]>([
  ["date", "last_seen"],
  ["new", "first_seen"],
  ["freq", "events"],
  ["user", "users"],
  ["trends", "trends"],
  ["recommended", "priority"],
  ["inbox", "last_seen"],
]);
const STATS_PERIODS = ["24h", "14d", "auto"];

type Asked = { url: URL; organization: OrganizationAccess };

/** What the request filters by. @param queryless the search when there is no `query` parameter at all. */
export function readFilters(
  url: URL,
  projects: readonly ProjectAccess[],
  queryless = "is:unresolved",
): IssueFilters {
  return {
    tab: "all",
    sort: SORTS.get(url.searchParams.get("sort") ?? "date") ?? "last_seen",
    query: url.searchParams.get("query") ?? queryless,
    projectIds: projects.map((project) => project.projectId),
    environments: url.searchParams.getAll("environment").filter((name) => name !== ""),
    range: readRange(url),
    cursor: readCursor(url),
    limit: pageSize(url),
  };
}

/** The one issue that a query names by an event's id, or by its short id when the request allows that. */
async function findDirectHit(
  { url, organization }: Asked,
  { query, range, environments, projectIds }: IssueFilters,
): Promise<ListedIssue | null> {
  const text = query.trim();
  const byShortId = ["1", "true"].includes(url.searchParams.get("shortIdLookup") ?? "");
  const isEventId = parseEventId(text) !== null;
  if (!isEventId && !(byShortId && text.includes("-"))) return null;
  const wanted = isEventId ? (await findEventById(organization, text))?.issueId : text;
  const issue = wanted === undefined ? null : await findIssue(organization, String(wanted));
  if (!issue || !projectIds.includes(issue.project.id)) return null;
  const stats = await issueListStats([issue], range, environments);
  return { ...issue, stats: stats.get(issue.id) ?? noStats() };
}

/** @param projects what to list the issues of; none at all lists none. */
export async function answerIssueList(asked: Asked, projects: readonly ProjectAccess[]): Promise<Response> {
  const { url, organization } = asked;
  const { baseUrl } = env();
  const filters = readFilters(url, projects);
  const nothing = { items: [], previous: null, next: null };
  const direct = await findDirectHit(asked, filters);
  const list = () => (projects.length === 0 ? nothing : listIssues(organization, filters));
  const page = direct ? { ...nothing, items: [direct] } : await list();
  const statsPeriod = url.searchParams.get("groupStatsPeriod") ?? "24h";
  const how = {
    wholeTime:
      filters.range.from === null &&
      filters.environments.length === 0 &&
      parseIssueSearch(filters.query).events === null,
    statsPeriod: STATS_PERIODS.includes(statsPeriod) ? statsPeriod : "24h",
    organizationSlug: organization.slug,
    baseUrl,
  };
  const facts = await issueFacts(
    organization,
    page.items.map(({ id }) => id),
  );
  return answer(
    page.items.map((issue) => listedIssueJson(issue, facts.get(issue.id), how)),
    200,
    { ...pageLinks(url, page, baseUrl), ...(direct ? { "X-Sentry-Direct-Hit": "1" } : {}) },
  );
}
