// The newest events of projects, whole: what settings are tried on before they are saved.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { Event } from "#lib/events/event.ts";

const Key = z.object({ id: z.string(), at: z.coerce.number() });
const Payload = z.object({ event: z.string() });

// Without a payload, or with one of an older form, an event has nothing to be tried on.
function readEvent(text: string): Event[] {
  if (text === "") return [];
  const parsed = Event.safeParse(JSON.parse(text));
  return parsed.success ? [parsed.data] : [];
}

/**
 * The newest events of the given projects, newest first. Keys are found first: sorting rows that carry payloads would
 * read all of them.
 */
export async function recentEvents(projects: readonly ProjectAccess[], limit: number): Promise<Event[]> {
  if (projects.length === 0) return [];
  const parameters = { projects: projects.map(({ projectId }) => projectId) };
  const keys = await queryRows(
    Key,
    `SELECT toString(event_id) AS id, toUnixTimestamp64Milli(timestamp) AS at FROM errors
     WHERE project_id IN {projects:Array(UInt32)} AND timestamp <= now64(3) + toIntervalDay(1)
     ORDER BY timestamp DESC, event_id DESC LIMIT {limit:UInt16}`,
    { ...parameters, limit },
  );
  const [newest, oldest] = [keys[0], keys.at(-1)];
  if (!newest || !oldest) return [];
  const rows = await queryRows(
    Payload,
    `SELECT event FROM errors
     WHERE project_id IN {projects:Array(UInt32)} AND event_id IN {ids:Array(UUID)}
       AND timestamp BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({until:Int64})
     ORDER BY timestamp DESC, event_id DESC LIMIT {limit:UInt16}`,
    { ...parameters, ids: keys.map(({ id }) => id), from: oldest.at, until: newest.at, limit },
  );
  return rows.flatMap(({ event }) => readEvent(event));
}
