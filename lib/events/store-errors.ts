// Error events into ClickHouse, each once, whatever happens between the two stores.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { insertRows, isInsertRunning, queryRows } from "#lib/clickhouse.ts";
import type { ErrorRow } from "#lib/events/error-row.ts";
import { parseEventId, toUuid } from "#lib/events/event-id.ts";
import { groupList } from "#lib/events/group-mapping.ts";

const ASK_AGAIN_MS = 50;
const GIVE_UP_MS = 60_000;

const IdRow = z.object({ key: z.string() });
const idKey = (row: ErrorRow) => `${row.project_id}:${row.event_id}`;

/** Reading by primary key: the group and time of an event never change between tries. */
async function alreadyStored(rows: readonly ErrorRow[]): Promise<Set<string>> {
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

/** An earlier try's insert may outlive the worker that sent it; until it has ended, nobody knows what is stored. */
async function untilNoneRuns(tokenStart: string): Promise<void> {
  const giveUp = Date.now() + GIVE_UP_MS;
  while (await isInsertRunning(tokenStart)) {
    if (Date.now() > giveUp) throw new Error(`An insert of ${tokenStart} still runs`);
    await pause(ASK_AGAIN_MS);
  }
}

/**
 * Stores the rows of one batch, each once.
 * @param batch names the batch.
 * @param resumed an earlier try may have stored some of the rows: what is there already is left out. A token
 *   alone would not do: after a crash between ClickHouse's own log of tokens and the part that it speaks of,
 *   the token is known and the rows are not. So each try has its own.
 */
export async function storeErrors(rows: readonly ErrorRow[], batch: string, resumed: boolean): Promise<void> {
  if (rows.length === 0) return;
  if (resumed) await untilNoneRuns(`${batch}.`);
  const stored = resumed ? await alreadyStored(rows) : new Set<string>();
  const missing = rows.filter((row) => !stored.has(idKey(row)));
  if (missing.length > 0) await insertRows("errors", missing, { token: `${batch}.${randomUUID()}` });
}
