// Which groups have an event that a search wants: only the telemetry knows.
import { z } from "zod";
import { eventCondition, type EventFilter } from "#lib/events/event-filter.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";
import type { Condition } from "#lib/search/parse-query.ts";
import { searchRows } from "#lib/search/too-much.ts";

/** The projects that a list is of, the time and the environments; and what `-24h` counts from. */
export type EventScope = {
  projects: readonly { projectId: number; slug: string; latestRelease?: string | null }[];
  filters: Pick<IssueFilters, "range" | "environments">;
  now: number;
};

/** The rows of `errors` within the scope, and the values that its placeholders stand for. */
export function rowsInScope({ projects, filters }: EventScope, events: EventFilter | null) {
  const { range, environments } = filters;
  const sql = `project_id IN {projects:Array(UInt32)}
    AND timestamp >= fromUnixTimestamp64Milli({from:Int64}) AND timestamp < fromUnixTimestamp64Milli({until:Int64})
    ${environments.length > 0 ? "AND has({environments:Array(String)}, environment)" : ""}
    ${events ? `AND ${events.sql}` : ""}`;
  const parameters = {
    ...events?.parameters,
    projects: projects.map(({ projectId }) => projectId),
    from: range.from ?? 0,
    until: range.until,
    ...(environments.length > 0 && { environments }),
  };
  return { sql, parameters };
}

const Groups = z.object({ ids: z.array(z.string()) });

// The pages of one answer ask the same at once: its rows, and the counts of its tabs.
const running = new Map<string, Promise<string[]>>();

async function readGroups(scope: EventScope, condition: Condition): Promise<string[]> {
  const { sql, parameters } = rowsInScope(scope, eventCondition(condition, scope.projects, scope.now));
  const statement = `SELECT groupUniqArray(group_id) AS ids FROM errors WHERE ${sql}`;
  const key = `${statement}\n${JSON.stringify(parameters)}`;
  const known = running.get(key);
  if (known) return known;
  const found = searchRows(Groups, statement, parameters)
    .then(([row]) => row?.ids ?? [])
    .finally(() => running.delete(key));
  running.set(key, found);
  return found;
}

/**
 * The ids of groups with an event that meets all of the condition, as decimal text.
 * @throws SearchError when that reads too much.
 */
export async function groupsWithEvent(scope: EventScope, condition: Condition): Promise<string[]> {
  if (scope.projects.length === 0) return [];
  return readGroups(scope, condition);
}
