// Whole events, page by page, newest first: what the Web API lists.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import type { EventFilter } from "#lib/events/event-filter.ts";
import { toUuid } from "#lib/events/event-id.ts";
import { Event } from "#lib/events/event.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { searchRows } from "#lib/search/too-much.ts";

const Row = z.object({
  id: z.string(),
  at: z.coerce.number(),
  group: z.coerce.bigint(),
  title: z.string(),
  culprit: z.string(),
  event: z.string(),
});

export type ListedEvent = { event: Event; title: string; culprit: string; groupId: bigint };
export type EventPage = { items: ListedEvent[]; previous: string | null; next: string | null };

/** `range` in milliseconds since 1970; no environments mean all; `limit` at most 100. */
export type EventFilters = {
  range: { from: number | null; until: number };
  environments: readonly string[];
  cursor: string | null;
  limit: number;
  /** A search of events; left out for all of them. */
  filter?: EventFilter | null;
};

// The clock of ClickHouse's DateTime64 ends in 2299.
const Keyset = z.tuple([
  z.coerce.number().int().min(0).max(Date.UTC(2299, 0)),
  z.string().regex(/^[0-9a-f]{32}$/),
  z.enum(["n", "p"]),
]);

function readKeyset(text: string | null) {
  const parsed = Keyset.safeParse(text?.split("_"));
  return parsed.success ? { at: parsed.data[0], id: parsed.data[1], back: parsed.data[2] === "p" } : null;
}

const keysetOf = (row: z.infer<typeof Row>, direction: "n" | "p") => `${row.at}_${row.id}_${direction}`;

// Keys first, payloads only for the rows of the page: sorting rows that carry 10 KB each would read all of them.
// The group is in it because the table is ordered by it: so the payloads of a few granules are read, not a scan.
const pageQuery = (where: string, filter: string, back: boolean) => `
  SELECT replaceAll(toString(event_id), '-', '') AS id, toUnixTimestamp64Milli(timestamp) AS at,
    group_id AS group, title, culprit, event
  FROM errors
  WHERE ${where} AND (group_id, timestamp, event_id) IN (
    SELECT group_id, timestamp, event_id FROM errors
    WHERE ${where} AND (${filter}) AND ({id:String} = '' OR
      (timestamp, event_id) ${back ? ">" : "<"} (fromUnixTimestamp64Milli({at:Int64}), toUUIDOrZero({id:String})))
    ORDER BY timestamp ${back ? "ASC" : "DESC"}, event_id ${back ? "ASC" : "DESC"} LIMIT {limit:UInt32})
  ORDER BY timestamp DESC, event_id DESC`;

const FILTERS = `project_id = {project:UInt32} AND has_payload = 1
  AND timestamp >= fromUnixTimestamp64Milli({from:Int64}) AND timestamp < fromUnixTimestamp64Milli({until:Int64})
  AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))`;

async function readPage(where: string, project: number, filters: EventFilters): Promise<EventPage> {
  const { range, environments, cursor, limit, filter } = filters;
  const from = readKeyset(cursor);
  const back = from?.back ?? false;
  const ask = filter ? searchRows : queryRows;
  const found = await ask(Row, pageQuery(where, filter?.sql ?? "true", back), {
    ...filter?.parameters,
    project,
    from: range.from ?? 0,
    until: range.until,
    environments,
    at: from?.at ?? 0,
    id: from ? toUuid(from.id) : "",
    limit: limit + 1,
  });
  const more = found.length > limit;
  const rows = back ? found.slice(-limit) : found.slice(0, limit);
  const first = rows[0];
  const last = rows.at(-1);
  return {
    items: rows.map((row) => ({ ...row, groupId: row.group, event: Event.parse(JSON.parse(row.event)) })),
    previous: first && (back ? more : from) ? keysetOf(first, "p") : null,
    next: last && (back || more) ? keysetOf(last, "n") : null,
  };
}

/** Events of an issue, newest first. */
export const eventsOfIssue = (scope: IssueScope, filters: EventFilters): Promise<EventPage> =>
  readPage(`${FILTERS} AND group_id IN ${groupList(scope.groupIds)}`, scope.projectId, filters);

/** Events of a project, newest first. */
export const eventsOfProject = (access: ProjectAccess, filters: EventFilters): Promise<EventPage> =>
  readPage(FILTERS, access.projectId, filters);
