// Tags of issues and of the organization, as tools ask for them.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { answer, notFound } from "#lib/api/answer.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { readRange } from "#lib/api/time-range.ts";
import { env } from "#lib/env.ts";
import { countTagKeys, type Facet, type FacetValue } from "#lib/issues/facets/count-facets.ts";
import { eventsOfGroups } from "#lib/issues/facets/event-set.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { issueFacets } from "#lib/issues/queries-tags.ts";

type InIssue = { url: URL; organization: OrganizationAccess; issue: Issue };

const TOP = 10;
const MAX_VALUES = 1_000;

const environmentsOf = (url: URL) => url.searchParams.getAll("environment").filter((name) => name !== "");

const readNarrowing = (url: URL) => ({
  range: readRange(url),
  environments: environmentsOf(url),
  query: url.searchParams.get("query") ?? "",
});

const date = (ms: number) => new Date(ms).toISOString();
// Sentry's screens call a tag by its key with the words apart.
const nameOf = (key: string) =>
  key.replace(/[_.]/g, " ").replace(/(^| )\p{L}/gu, (letter) => letter.toUpperCase());

const valueJson = (key: string, { value, count, firstSeen, lastSeen }: FacetValue) => ({
  key,
  name: value,
  value,
  count,
  firstSeen: date(firstSeen),
  lastSeen: date(lastSeen),
});

const facetJson = ({ key, distinct, total, values }: Facet) => ({
  key,
  name: nameOf(key),
  uniqueValues: distinct,
  totalValues: total,
  topValues: values.map((value) => valueJson(key, value)),
});

/** Every tag of the issue with its most frequent values, narrowed by `query`, `environment` and the range. */
export async function answerIssueTags({ url, issue }: InIssue): Promise<Response> {
  const keys = url.searchParams.getAll("key").filter((key) => key !== "");
  const { facets } = await issueFacets(issue, readNarrowing(url), { top: TOP, keys });
  return answer(facets.map(facetJson));
}

async function findFacet({ url, issue }: InIssue, key: string, top: number): Promise<Facet> {
  const { facets } = await issueFacets(issue, readNarrowing(url), { top, keys: [key] });
  const facet = facets[0];
  if (!facet) throw notFound();
  return facet;
}

/** One tag of the issue. */
export const answerIssueTag = async (asked: InIssue, key: string): Promise<Response> =>
  answer(facetJson(await findFacet(asked, key, TOP)));

/** The values of a tag, page by page, the most frequent first; `sort=date` begins with those seen last. */
export async function answerTagValues(asked: InIssue, key: string): Promise<Response> {
  const { values } = await findFacet(asked, key, MAX_VALUES);
  const isByDate = ["date", "-last_seen"].includes(asked.url.searchParams.get("sort") ?? "");
  const sorted = isByDate ? values.toSorted((a, b) => b.lastSeen - a.lastSeen) : values;
  const page = pageOf(sorted, asked.url);
  return answer(
    page.items.map((value) => valueJson(key, value)),
    200,
    pageLinks(asked.url, page, env().baseUrl),
  );
}

/** The tags of the projects' events, by how many carry them. */
export async function answerTags(url: URL, projects: readonly ProjectAccess[]): Promise<Response> {
  const ids = projects.map(({ projectId }) => projectId);
  const within = { range: readRange(url), environments: environmentsOf(url) };
  const keys = await countTagKeys(eventsOfGroups(ids, null, within, null));
  return answer(keys.map(({ key, total }) => ({ key, name: nameOf(key), totalValues: total })));
}
