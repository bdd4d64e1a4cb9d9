// Which journal row owns an event id. The first row that takes it keeps it, for as long as the event is kept;
// what it decided about the event's place counts for every later try, whatever the code thinks by then.
import type { PoolClient } from "pg";
import { z } from "zod";
import type { PreparedEvent } from "#lib/digest/prepared.ts";
import { selectRows } from "#lib/db.ts";

const OwnerRow = z.object({
  key: z.string(),
  journalId: z.coerce.bigint(),
  groupId: z.coerce.bigint(),
  /** null when the group went with its issue. */
  issueId: z.number().nullable(),
  timestamp: z.date(),
});
export type EventIdOwner = z.infer<typeof OwnerRow>;

/** An event id within its project. */
export const eventKey = ({ event }: PreparedEvent): string => `${event.projectId}:${event.eventId}`;

/** @returns the owners of those ids that have one, by `eventKey`. */
export async function readOwners(
  on: PoolClient,
  events: readonly PreparedEvent[],
): Promise<Map<string, EventIdOwner>> {
  const wanted = events.map(({ event }) => ({ event_id: event.eventId, project_id: event.projectId }));
  const rows = await selectRows(
    on,
    OwnerRow,
    `SELECT e.project_id || ':' || replace(e.event_id::text, '-', '') AS key, e.journal_id AS "journalId",
       e.group_id AS "groupId", h.issue_id AS "issueId", e.timestamp
     FROM event_id e
     JOIN json_to_recordset($1) AS x(event_id uuid, project_id int) USING (event_id, project_id)
     LEFT JOIN grouping_hash h ON h.id = e.group_id`,
    [JSON.stringify(wanted)],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Takes the ids that nobody has. @returns the owners of all of them. */
export async function claimEventIds(
  on: PoolClient,
  events: readonly (PreparedEvent & { groupId: bigint })[],
): Promise<Map<string, EventIdOwner>> {
  const wanted = events.map((item) => ({
    event_id: item.event.eventId,
    project_id: item.event.projectId,
    journal_id: item.journalId.toString(),
    group_id: item.groupId.toString(),
    timestamp: new Date(item.event.timestamp),
    received_at: new Date(item.event.receivedAt),
  }));
  await on.query(
    `INSERT INTO event_id (event_id, project_id, journal_id, group_id, timestamp, received_at)
     SELECT * FROM json_to_recordset($1) AS x(event_id uuid, project_id int, journal_id bigint, group_id bigint,
       timestamp timestamptz, received_at timestamptz)
     ORDER BY event_id, project_id ON CONFLICT DO NOTHING`,
    [JSON.stringify(wanted)],
  );
  return readOwners(on, events);
}

/** Events whose group was deleted between two tries of their batch have another one now. */
export async function renewGroups(
  on: PoolClient,
  events: readonly (PreparedEvent & { groupId: bigint })[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ event, groupId }) => ({
    event_id: event.eventId,
    project_id: event.projectId,
    group_id: groupId.toString(),
    timestamp: new Date(event.timestamp),
  }));
  await on.query(
    `UPDATE event_id e SET group_id = x.group_id, timestamp = x.timestamp
     FROM json_to_recordset($1) AS x(event_id uuid, project_id int, group_id bigint, timestamp timestamptz)
     WHERE e.event_id = x.event_id AND e.project_id = x.project_id`,
    [JSON.stringify(rows)],
  );
}
