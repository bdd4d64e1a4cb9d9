// Reads of stored events: by its place in an issue, or by its id.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { db } from "#lib/db.ts";
import { Event } from "#lib/events/event.ts";
import type { EventFilter } from "#lib/events/event-filter.ts";
import { parseEventId, toUuid } from "#lib/events/event-id.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { searchRows } from "#lib/search/too-much.ts";

/** An event with its neighbours by time, of those that the search finds when there is one. */
export type FoundEvent = {
  event: Event;
  previousId: string | null;
  nextId: string | null;
  /** From 1, the oldest, to `total`; null for an event that the search does not find. */
  position: number | null;
  /** Events that are kept whole; the others cannot be shown. */
  total: number;
  /** Events that only count: the issue was over its budget of whole ones. */
  countedOnly: number;
};

/** Which event of an issue: by its place, or an event id with or without dashes. */
export type WhichEvent = "latest" | "oldest" | "recommended" | (string & {});

const Place = z.object({ id: z.string(), at: z.coerce.number() });
type Place = z.infer<typeof Place>;
const Payload = z.object({ event: z.string() });
const Neighbours = z.object({
  previous: z.string(),
  next: z.string(),
  before: z.coerce.number(),
  after: z.coerce.number(),
  total: z.coerce.number(),
  countedOnly: z.coerce.number(),
});

const PLACE = "replaceAll(toString(event_id), '-', '') AS id, toUnixTimestamp64Milli(timestamp) AS at";
const inIssue = (scope: IssueScope) =>
  `project_id = {project:UInt32} AND group_id IN ${groupList(scope.groupIds)}`;
const inScope = (scope: IssueScope) => `${inIssue(scope)} AND has_payload = 1`;

// Of the newest events, the one that tells most: a replay, a trace, a user, a stack; then the newest.
const recommended = (where: string) => `SELECT id, at FROM (
    SELECT ${PLACE}, timestamp, event_id,
      4 * (replay_id != '') + 2 * (trace_id != '') + (user != '') + 2 * notEmpty(exception_types) AS worth
    FROM errors WHERE ${where} ORDER BY timestamp DESC, event_id DESC LIMIT 100)
  ORDER BY worth DESC, timestamp DESC, event_id DESC LIMIT 1`;

// The one that is asked for by its id is shown whatever is searched.
function placeQuery(which: WhichEvent, scope: string, filter: EventFilter | null): string {
  const found = filter ? `${scope} AND (${filter.sql})` : scope;
  const inOrder = (direction: string) =>
    `SELECT ${PLACE} FROM errors WHERE ${found} ORDER BY timestamp ${direction}, event_id ${direction} LIMIT 1`;
  if (which === "latest") return inOrder("DESC");
  if (which === "oldest") return inOrder("ASC");
  if (which === "recommended") return recommended(found);
  return `SELECT ${PLACE} FROM errors WHERE ${scope} AND event_id = toUUID({id:String}) LIMIT 1`;
}

async function findPlace(
  scope: IssueScope,
  which: WhichEvent,
  filter: EventFilter | null,
): Promise<Place | null> {
  const isPlace = which === "latest" || which === "oldest" || which === "recommended";
  const id = isPlace ? null : parseEventId(which);
  if (!isPlace && id === null) return null;
  const ask = filter ? searchRows : queryRows;
  const [place] = await ask(Place, placeQuery(which, inScope(scope), filter), {
    ...filter?.parameters,
    project: scope.projectId,
    id: id === null ? "" : toUuid(id),
  });
  return place ?? null;
}

// What was only counted is not in the search: it is said of the whole issue.
const neighboursQuery = (scope: IssueScope, filter: EventFilter | null) => {
  const at = "(timestamp, event_id)";
  const here = "(fromUnixTimestamp64Milli({at:Int64}), toUUID({id:String}))";
  return `
    WITH has_payload = 1 AND (${filter?.sql ?? "true"}) AS matches
    SELECT countIf(matches) AS total, countIf(has_payload = 0) AS countedOnly,
      countIf(matches AND ${at} < ${here}) AS before, countIf(matches AND ${at} > ${here}) AS after,
      replaceAll(toString(argMaxIf(event_id, ${at}, matches AND ${at} < ${here})), '-', '') AS previous,
      replaceAll(toString(argMinIf(event_id, ${at}, matches AND ${at} > ${here})), '-', '') AS next
    FROM errors WHERE ${inIssue(scope)}`;
};

/**
 * One event of the issue with its neighbours; null when there is none.
 * The payload is read last and by its whole key: sorting rows that carry it would read all of them.
 * @param filter a search that places and neighbours keep to; an event id does not
 */
export async function findEvent(
  scope: IssueScope,
  which: WhichEvent,
  filter: EventFilter | null = null,
): Promise<FoundEvent | null> {
  const place = await findPlace(scope, which, filter);
  if (!place) return null;
  const parameters = { project: scope.projectId, id: toUuid(place.id), at: place.at };
  const ask = filter ? searchRows : queryRows;
  const [[payload], [around]] = await Promise.all([
    queryRows(
      Payload,
      `SELECT event FROM errors
       WHERE ${inScope(scope)} AND timestamp = fromUnixTimestamp64Milli({at:Int64}) AND event_id = toUUID({id:String})
       LIMIT 1`,
      parameters,
    ),
    ask(Neighbours, neighboursQuery(scope, filter), { ...filter?.parameters, ...parameters }),
  ]);
  if (!payload || !around) return null;
  const { before, after, total, countedOnly } = around;
  return {
    event: Event.parse(JSON.parse(payload.event)),
    previousId: before > 0 ? around.previous : null,
    nextId: after > 0 ? around.next : null,
    position: before + after < total ? before + 1 : null,
    total,
    countedOnly,
  };
}

/** Whether an event of the issue was counted and not kept: its issue was over its budget of whole events. */
export async function isCountedOnly(scope: IssueScope, text: string): Promise<boolean> {
  const id = parseEventId(text);
  if (id === null) return false;
  const found = await queryRows(
    Place,
    `SELECT ${PLACE} FROM errors WHERE ${inIssue(scope)} AND event_id = toUUID({id:String}) AND has_payload = 0 LIMIT 1`,
    { project: scope.projectId, id: toUuid(id) },
  );
  return found.length > 0;
}

/** Where an event of this organization is; null when there is none with that id. */
export async function findEventById(
  access: OrganizationAccess,
  text: string,
): Promise<{ eventId: string; issueId: number; projectId: number } | null> {
  const eventId = parseEventId(text);
  if (!eventId) return null;
  const projects = await db().project.findMany({
    where: { organizationId: access.organizationId },
    select: { id: true },
  });
  const known = await db().eventId.findFirst({
    where: { eventId: toUuid(eventId), projectId: { in: projects.map((project) => project.id) } },
    orderBy: { receivedAt: "desc" },
  });
  const group = known && (await db().groupingHash.findUnique({ where: { id: known.groupId } }));
  return group ? { eventId, issueId: group.issueId, projectId: group.projectId } : null;
}
