// The issue list as tools ask for it: Sentry's parameters in, our list's filters out.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { pageLinks, pageSize, readCursor } from "#lib/api/paging.ts";
import { readRange } from "#lib/api/time-range.ts";
import { env } from "#lib/env.ts";
import { listedIssueJson } from "#lib/issues/issue-json.ts";
import { listIssues } from "#lib/issues/queries-list.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";

const SORTS: Readonly<Record<string, IssueFilters["sort"]>> = {
  date: "last_seen",
  new: "first_seen",
  freq: "events",
  user: "users",
};

type Asked = { url: URL; organization: OrganizationAccess };

/** No `query` means unresolved issues, an empty one means all. */
const queryOf = (url: URL) => (url.searchParams.has("query") ? (url.searchParams.get("query") ?? "") : "is:unresolved");

/** @param projects what to list the issues of; none at all lists none. */
export async function listIssuesForApi({ url, organization }: Asked, projects: readonly ProjectAccess[]) {
  const { baseUrl } = env();
  const range = readRange(url);
  const environments = url.searchParams.getAll("environment").filter((name) => name !== "");
  if (projects.length === 0) return { body: [], headers: pageLinks(url, { previous: null, next: null }, baseUrl) };
  const page = await listIssues(organization, {
    tab: "all",
    sort: SORTS[url.searchParams.get("sort") ?? "date"] ?? "last_seen",
    query: queryOf(url),
    projectIds: projects.map((project) => project.projectId),
    environments,
    range,
    cursor: readCursor(url),
    limit: pageSize(url),
  });
  const wholeTime = range.from === null && environments.length === 0;
  const body = page.items.map((issue) => listedIssueJson(issue, wholeTime, organization.slug, baseUrl));
  return { body, headers: pageLinks(url, page, baseUrl) };
}
