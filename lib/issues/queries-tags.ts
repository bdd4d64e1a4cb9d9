// How the values of each tag are spread over the events of an issue, or of those that a list shows.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { askIssues } from "#lib/issues/ask-issues.ts";
import {
  countEvents,
  countFacets,
  countTagKeys,
  type Facet,
  type FacetValue,
  MAX_FACET_EVENTS,
  newestEvents,
} from "#lib/issues/facets/count-facets.ts";
import {
  type EventSet,
  eventsOfGroups,
  eventsOfIssue,
  type Narrowing,
} from "#lib/issues/facets/event-set.ts";
import { issueWhere } from "#lib/issues/issue-where.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";

/** Facets of a search, and how much it finds. `isSampled`: only the newest events were counted into the facets. */
export type Facets = { facets: Facet[]; events: number; users: number; isSampled: boolean };

type InIssue = Pick<Issue, "scope" | "project">;
type Choice = { top: number; keys?: readonly string[] };

async function facetsOf(events: EventSet, choice: Choice): Promise<Facets> {
  const [facets, size] = await Promise.all([countFacets(events, choice), countEvents(events)]);
  return { facets, ...size, isSampled: size.events > MAX_FACET_EVENTS };
}

/**
 * Tags of the issue's events, each with its most frequent values.
 * @throws SearchError for a search that cannot be understood, or asks about issues.
 */
export const issueFacets = async (issue: InIssue, narrowing: Narrowing, choice: Choice): Promise<Facets> =>
  facetsOf(eventsOfIssue(issue, narrowing), choice);

/** How many of the issue's events a search finds, and the newest of them that can be shown. @throws SearchError. */
export async function searchIssueEvents(issue: InIssue, narrowing: Narrowing, limit: number) {
  const events = eventsOfIssue(issue, narrowing);
  const [found, all, newest] = await Promise.all([
    countEvents(events),
    countEvents(eventsOfIssue(issue, { ...narrowing, query: "" })),
    limit === 0 ? [] : newestEvents(events, limit),
  ]);
  return { found, all, newest };
}

const everything = (): Narrowing => ({
  range: { from: null, until: Date.now() + 1 },
  environments: [],
  query: "",
});

/** Tags that the issue's events carry, and how many of them do. */
export const issueTagKeys = async (issue: InIssue): Promise<{ key: string; total: number }[]> =>
  countTagKeys(eventsOfIssue(issue, everything()));

const MAX_VALUES = 1_000;

/** The most frequent values of one tag of the issue; none when no event carries it. */
export async function issueTagValues(issue: InIssue, key: string): Promise<FacetValue[]> {
  const [facet] = await countFacets(eventsOfIssue(issue, everything()), { top: MAX_VALUES, keys: [key] });
  return facet?.values ?? [];
}

/** What a list is about: more groups would make the statement too long. */
const MAX_GROUPS = 20_000;
const GroupRow = z.object({ id: z.coerce.bigint() });

/**
 * The same over the events that a list of issues counts: those of the issues it shows, which meet its search.
 * @throws SearchError for a search that cannot be understood.
 */
export async function listFacets(
  access: OrganizationAccess,
  filters: IssueFilters,
  choice: Choice,
): Promise<Facets> {
  const { sql, tab, values, scope, events } = await issueWhere(access, filters);
  const groups = await askIssues(
    GroupRow,
    `SELECT h.id FROM issue i JOIN grouping_hash h ON h.issue_id = i.id
     WHERE ${sql} AND ${tab} ORDER BY i.last_seen DESC, i.id DESC LIMIT ${MAX_GROUPS}`,
    values.all,
  );
  const projectIds = scope.projects.map(({ projectId }) => projectId);
  const ids = groups.map(({ id }) => id);
  return facetsOf(eventsOfGroups(projectIds, ids, filters, events), choice);
}
