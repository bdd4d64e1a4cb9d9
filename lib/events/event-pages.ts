// Whole events, page by page, newest first: what the Web API lists.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { Event } from "#lib/events/event.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";

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

const Keyset = z.tuple([z.coerce.number().int(), z.string().regex(/^[0-9a-f]{32}$/), z.enum(["n", "p"])]);

function readKeyset(text: string | null) {
  const parsed = Keyset.safeParse(text?.split("_"));
  return parsed.success ? { at: parsed.data[0], id: parsed.data[1], back: parsed.data[2] === "p" } : null;
}

const keysetOf = (row: z.infer<typeof Row>, direction: "n" | "p") => `${row.at}_${row.id}_${direction}`;

// Keys first, payloads only for the rows of the page: sorting rows that carry 10 KB each would read all of them.
const pageQuery = (where: string, back: boolean) => `
  SELECT replaceAll(toString(event_id), '-', '') AS id, toUnixTimestamp64Milli(timestamp) AS at,
    group_id AS group, title, culprit, event
  FROM errors
  WHERE ${where} AND (timestamp, event_id) IN (
    SELECT timestamp, event_id FROM errors
    WHERE ${where} AND ({id:String} = '' OR
      (timestamp, event_id) ${back ? ">" : "<"} (fromUnixTimestamp64Milli({at:Int64}), toUUIDOrZero({id:String})))
    ORDER BY timestamp ${back ? "ASC" : "DESC"}, event_id ${back ? "ASC" : "DESC"} LIMIT {limit:UInt32})
  ORDER BY timestamp DESC, event_id DESC`;

const withDashes = (id: string) => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

async function readPage(where: string, project: number, cursor: string | null, limit: number): Promise<EventPage> {
  const from = readKeyset(cursor);
  const back = from?.back ?? false;
  const found = await queryRows(Row, pageQuery(where, back), {
    project,
    at: from?.at ?? 0,
    id: from ? withDashes(from.id) : "",
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

/** Events of an issue, newest first. @param cursor from an earlier page; @param limit at most 100. */
export const eventsOfIssue = (scope: IssueScope, cursor: string | null, limit: number): Promise<EventPage> =>
  readPage(`project_id = {project:UInt32} AND group_id IN ${groupList(scope.groupIds)}`, scope.projectId, cursor, limit);

/** Events of a project, newest first. */
export const eventsOfProject = (access: ProjectAccess, cursor: string | null, limit: number): Promise<EventPage> =>
  readPage("project_id = {project:UInt32}", access.projectId, cursor, limit);
