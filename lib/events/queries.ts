// Reads of stored events: by its place in an issue, or by its id.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { db } from "#lib/db.ts";
import { Event } from "#lib/events/event.ts";
import { parseEventId, toUuid } from "#lib/events/event-id.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";

/** An event with its neighbours by time; `position` counts from 1, the oldest, to `total`. */
export type FoundEvent = {
  event: Event;
  previousId: string | null;
  nextId: string | null;
  position: number;
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
  total: z.coerce.number(),
  countedOnly: z.coerce.number(),
});

const PLACE = "replaceAll(toString(event_id), '-', '') AS id, toUnixTimestamp64Milli(timestamp) AS at";
const inIssue = (scope: IssueScope) =>
  `project_id = {project:UInt32} AND group_id IN ${groupList(scope.groupIds)}`;
const inScope = (scope: IssueScope) => `${inIssue(scope)} AND has_payload = 1`;

// Of the newest events, the one that tells most: a replay, a trace, a user, a stack; then the newest.
const RECOMMENDED = `SELECT id, at FROM (
    SELECT ${PLACE}, timestamp, event_id,
      4 * (replay_id != '') + 2 * (trace_id != '') + (user != '') + 2 * notEmpty(exception_types) AS worth
    FROM errors WHERE {scope} ORDER BY timestamp DESC, event_id DESC LIMIT 100)
  ORDER BY worth DESC, timestamp DESC, event_id DESC LIMIT 1`;

function placeQuery(which: WhichEvent): string {
  const inOrder = (direction: string) =>
    `SELECT ${PLACE} FROM errors WHERE {scope} ORDER BY timestamp ${direction}, event_id ${direction} LIMIT 1`;
  if (which === "latest") return inOrder("DESC");
  if (which === "oldest") return inOrder("ASC");
  if (which === "recommended") return RECOMMENDED;
  return `SELECT ${PLACE} FROM errors WHERE {scope} AND event_id = toUUID({id:String}) LIMIT 1`;
}

async function findPlace(scope: IssueScope, which: WhichEvent): Promise<Place | null> {
  const isPlace = which === "latest" || which === "oldest" || which === "recommended";
  const id = isPlace ? null : parseEventId(which);
  if (!isPlace && id === null) return null;
  const [place] = await queryRows(Place, placeQuery(which).replace("{scope}", inScope(scope)), {
    project: scope.projectId,
    id: id === null ? "" : toUuid(id),
  });
  return place ?? null;
}

/**
 * One event of the issue with its neighbours; null when there is none.
 * The payload is read last and by its whole key: sorting rows that carry it would read all of them.
 */
export async function findEvent(scope: IssueScope, which: WhichEvent): Promise<FoundEvent | null> {
  const place = await findPlace(scope, which);
  if (!place) return null;
  const parameters = { project: scope.projectId, id: toUuid(place.id), at: place.at };
  const at = "(timestamp, event_id)";
  const here = "(fromUnixTimestamp64Milli({at:Int64}), toUUID({id:String}))";
  const [[payload], [around]] = await Promise.all([
    queryRows(
      Payload,
      `SELECT event FROM errors
       WHERE ${inScope(scope)} AND timestamp = fromUnixTimestamp64Milli({at:Int64}) AND event_id = toUUID({id:String})
       LIMIT 1`,
      parameters,
    ),
    queryRows(
      Neighbours,
      `SELECT countIf(has_payload = 1) AS total, countIf(has_payload = 0) AS countedOnly,
         countIf(has_payload = 1 AND ${at} < ${here}) AS before,
         replaceAll(toString(argMaxIf(event_id, ${at}, has_payload = 1 AND ${at} < ${here})), '-', '') AS previous,
         replaceAll(toString(argMinIf(event_id, ${at}, has_payload = 1 AND ${at} > ${here})), '-', '') AS next
       FROM errors WHERE ${inIssue(scope)}`,
      parameters,
    ),
  ]);
  if (!payload || !around) return null;
  return {
    event: Event.parse(JSON.parse(payload.event)),
    previousId: around.before > 0 ? around.previous : null,
    nextId: around.before + 1 < around.total ? around.next : null,
    position: around.before + 1,
    total: around.total,
    countedOnly: around.countedOnly,
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
