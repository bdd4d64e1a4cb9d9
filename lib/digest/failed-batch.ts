// A batch fails either because a store is out of reach, which says nothing about the batch, or because a
// store refused what is in it. Only the second kind counts as an attempt: after three, the batch is taken
// apart so that its neighbours pass; a row that still fails alone is kept as a dead letter.
import { ClickHouseError } from "@clickhouse/client";
import pg from "pg";
import type { Batch } from "#lib/digest/claim-batch.ts";
import { inTransaction, pool } from "#lib/db.ts";
import { log } from "#lib/log.ts";

const ATTEMPTS_TOGETHER = 3;
const ATTEMPTS_ALONE = 5;

// Postgres classes: 22 data exception, 23 integrity, 54 limits exceeded.
const REFUSED_BY_POSTGRES = /^(22|23|54)/;
// ClickHouse: values that cannot be parsed, converted or stored.
const REFUSED_BY_CLICKHOUSE = new Set([
  "6",
  "26",
  "27",
  "38",
  "41",
  "53",
  "69",
  "70",
  "72",
  "117",
  "131",
  "190",
  "349",
]);

/** Whether a store said that the data itself is wrong. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return REFUSED_BY_POSTGRES.test(error.code ?? "");
  return error instanceof ClickHouseError && REFUSED_BY_CLICKHOUSE.has(error.code);
}

/** Each row becomes a batch of its own, tried once already: its rows may be in ClickHouse. */
async function takeApart(batch: Batch): Promise<void> {
  await inTransaction(async (on) => {
    const gone = await on.query("DELETE FROM digest_batch WHERE id = $1", [batch.id.toString()]);
    // Another lane claimed it in the meantime and got through.
    if (gone.rowCount === 0) return;
    await on.query(
      "INSERT INTO digest_batch (journal_ids, attempts) SELECT ARRAY[id], 1 FROM unnest($1::bigint[]) AS id ORDER BY id",
      [batch.entries.map((entry) => entry.id.toString())],
    );
  });
}

async function bury(batch: Batch, reason: string): Promise<void> {
  const ids = batch.entries.map((entry) => entry.id.toString());
  await inTransaction(async (on) => {
    await on.query(
      `INSERT INTO dead_letter (project_id, received_at, reason, meta, payload)
       SELECT project_id, received_at, $2, meta, payload FROM ingest_journal WHERE id = ANY ($1)`,
      [ids, reason],
    );
    // Its event ids become free again: what is not stored must not make a second try a duplicate.
    await on.query("DELETE FROM event_id WHERE journal_id = ANY ($1)", [ids]);
    await on.query("DELETE FROM ingest_journal WHERE id = ANY ($1)", [ids]);
    await on.query("DELETE FROM digest_batch WHERE id = $1", [batch.id.toString()]);
  });
}

/** Decides what becomes of a batch that failed; does nothing when the failure says nothing about it. */
export async function setAside(batch: Batch, error: unknown): Promise<void> {
  if (!isRefusal(error)) return;
  const attempts = batch.attempts + 1;
  const alone = batch.entries.length === 1;
  log.warn("A batch was refused", { batch: batch.id, attempts, rows: batch.entries.length, error });
  if (alone && attempts >= ATTEMPTS_ALONE)
    await bury(batch, error instanceof Error ? error.message : String(error));
  else if (!alone && attempts >= ATTEMPTS_TOGETHER) await takeApart(batch);
  else
    await pool().query("UPDATE digest_batch SET attempts = $2 WHERE id = $1", [
      batch.id.toString(),
      attempts,
    ]);
}
