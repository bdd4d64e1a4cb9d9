// The events that facets are counted over: those of an issue or of many, in a range, narrowed by a search.
import { eventFilter, type EventFilter } from "#lib/events/event-filter.ts";
import { groupList } from "#lib/events/group-mapping.ts";

/** A WHERE condition over `errors` with its parameters. */
export type EventSet = { where: string; parameters: Record<string, unknown> };

type Within = {
  /** Milliseconds since 1970; `from` null has no start. */
  range: { from: number | null; until: number };
  /** None mean all. */
  environments: readonly string[];
};

/** `query` is a search of events. */
export type Narrowing = Within & { query: string };

/** @param groups null for every group of the projects */
export function eventsOfGroups(
  projectIds: readonly number[],
  groups: readonly bigint[] | null,
  { range, environments }: Within,
  filter: EventFilter | null,
): EventSet {
  const conditions = [
    "project_id IN {projects:Array(UInt32)}",
    ...(groups === null ? [] : [`group_id IN ${groupList(groups)}`]),
    "timestamp >= fromUnixTimestamp64Milli({from:Int64})",
    "timestamp < fromUnixTimestamp64Milli({until:Int64})",
    "(empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))",
    ...(filter ? [`(${filter.sql})`] : []),
  ];
  return {
    where: conditions.join(" AND "),
    parameters: {
      ...filter?.parameters,
      projects: projectIds,
      from: range.from ?? 0,
      until: range.until,
      environments,
    },
  };
}

type InIssue = { scope: { projectId: number; groupIds: readonly bigint[] }; project: { slug: string } };

/** @throws SearchError for a search that cannot be understood, or asks about issues. */
export function eventsOfIssue({ scope, project }: InIssue, narrowing: Narrowing): EventSet {
  const { projectId, groupIds } = scope;
  const filter = eventFilter(narrowing.query, [{ projectId, slug: project.slug }]);
  return eventsOfGroups([projectId], groupIds, narrowing, filter);
}
