// Error events into ClickHouse, each once.
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import type { ErrorRow } from "#lib/events/error-row.ts";
import { parseEventId, toUuid } from "#lib/events/event-id.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import { storeOnce } from "#lib/telemetry/store-once.ts";

const IdRow = z.object({ key: z.string() });
const idKey = (row: ErrorRow) => `${row.project_id}:${row.event_id}`;

/** Reading by primary key: the group and time of an event never change between tries. */
async function findStored(rows: readonly ErrorRow[]): Promise<Set<string>> {
  // Texts of one length: their order is that of the times.
  const times = rows.map((row) => row.timestamp).sort();
  const groups = [...new Set(rows.map((row) => BigInt(row.group_id)))];
  // In the statement itself: as a parameter, the ids of a whole batch make a URL of 20 KB.
  const ids = rows.flatMap((row) => parseEventId(row.event_id) ?? []).map((id) => `'${toUuid(id)}'`);
  const found = await queryRows(
    IdRow,
    `SELECT concat(toString(project_id), ':', replaceAll(toString(event_id), '-', '')) AS key FROM errors
     WHERE project_id IN {projects:Array(UInt32)} AND group_id IN ${groupList(groups)}
       AND timestamp BETWEEN {from:DateTime64(3, 'UTC')} AND {to:DateTime64(3, 'UTC')}
       AND event_id IN (${ids.join(",")})`,
    {
      projects: [...new Set(rows.map((row) => row.project_id))],
      from: times.at(0),
      to: times.at(-1),
    },
  );
  return new Set(found.map((row) => row.key));
}

/** Stores the rows of one batch, each once; see {@link storeOnce}. */
export const storeErrors = (rows: readonly ErrorRow[], batch: { name: string; resumed: boolean }) =>
  storeOnce("errors", rows, batch, idKey, findStored);
