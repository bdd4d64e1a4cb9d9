// Rows of one batch into one table, each once, whatever happens between the two stores.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { insertRows, isInsertRunning } from "#lib/clickhouse.ts";

const ASK_AGAIN_MS = 50;
const GIVE_UP_MS = 60_000;

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
 * @param keyOf the key by which `findStored` says which rows are there.
 */
export async function storeOnce<Row extends Record<string, unknown>>(
  table: string,
  rows: readonly Row[],
  batch: { name: string; resumed: boolean },
  keyOf: (row: Row) => string,
  findStored: (rows: readonly Row[]) => Promise<Set<string>>,
): Promise<void> {
  if (rows.length === 0) return;
  const token = `${batch.name}.${table}.`;
  if (batch.resumed) await untilNoneRuns(token);
  const stored = batch.resumed ? await findStored(rows) : new Set<string>();
  const missing = rows.filter((row) => !stored.has(keyOf(row)));
  if (missing.length > 0) await insertRows(table, missing, { token: `${token}${randomUUID()}` });
}
