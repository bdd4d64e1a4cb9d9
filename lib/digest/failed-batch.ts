// A batch fails either because a store is out of reach, which says nothing about the batch, or because of
// what is in it. Only the second kind counts as an attempt: after three, the batch is taken apart so that its
// neighbours pass; a row that still fails alone is kept as a dead letter. Until then it waits behind others.
import { ClickHouseError } from "@clickhouse/client";
import pg from "pg";
import { z } from "zod";
import type { Batch } from "#lib/digest/claim-batch.ts";
import { buryRows } from "#lib/digest/dead-letters.ts";
import { log } from "#lib/log.ts";

const ATTEMPTS_TOGETHER = 3;
const ATTEMPTS_ALONE = 5;

// Postgres classes: 22 data exception, 23 integrity, 54 limits exceeded.
const REFUSED_BY_POSTGRES = /^(22|23|54)/;
// ClickHouse: values that cannot be parsed, converted or stored. One that is missing here holds up its batch for ever.
const REFUSED_BY_CLICKHOUSE = new Set(
  "6 25 26 27 32 33 38 41 53 69 70 72 117 128 130 131 190 321 349 376 407 441 467 469 675 676".split(" "),
);

/** Whether the data is at fault: a store refused it, or our own code broke on it. */
export function isDataAtFault(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return REFUSED_BY_POSTGRES.test(error.code ?? "");
  if (error instanceof ClickHouseError) return REFUSED_BY_CLICKHOUSE.has(error.code);
  return error instanceof TypeError || error instanceof RangeError || error instanceof z.ZodError;
}

const idsOf = (batch: Batch) => batch.entries.map((entry) => entry.id.toString());

async function forget(on: pg.PoolClient, batch: Batch): Promise<void> {
  await on.query("DELETE FROM digest_batch WHERE id = $1", [batch.id.toString()]);
}

/** Each row becomes a batch of its own, tried once already: its rows may be in ClickHouse. */
async function takeApart(on: pg.PoolClient, batch: Batch): Promise<void> {
  await forget(on, batch);
  await on.query(
    `INSERT INTO digest_batch (journal_ids, attempts, retry_at)
     SELECT ARRAY[id], 1, clock_timestamp() FROM unnest($1::bigint[]) AS id ORDER BY id`,
    [idsOf(batch)],
  );
}

// Its event ids stay taken: some of its events may be in ClickHouse, and a second try would double them.
async function bury(on: pg.PoolClient, batch: Batch, reason: string): Promise<void> {
  await buryRows(
    on,
    batch.entries.map(({ id }) => ({ journalId: id, reason })),
  );
  await on.query("DELETE FROM ingest_journal WHERE id = ANY ($1)", [idsOf(batch)]);
  await forget(on, batch);
}

/** The longer it has failed, the longer it stands behind what is new; no outage may make it wait for hours. */
async function defer(on: pg.PoolClient, batch: Batch, attempts: number): Promise<void> {
  await on.query(
    `UPDATE digest_batch SET attempts = $2, retry_at =
       clock_timestamp() + least(interval '5 minutes', (clock_timestamp() - created_at) / 2)
     WHERE id = $1`,
    [batch.id.toString(), attempts],
  );
}

/** Decides what becomes of a batch that failed; `on` still holds its claim. */
export async function setAside(on: pg.PoolClient, batch: Batch, error: unknown): Promise<void> {
  if (!isDataAtFault(error)) return defer(on, batch, batch.attempts);
  const attempts = batch.attempts + 1;
  const alone = batch.entries.length === 1;
  log.warn("A batch was refused", { batch: batch.id, attempts, rows: batch.entries.length, error });
  if (alone && attempts >= ATTEMPTS_ALONE)
    await bury(on, batch, error instanceof Error ? error.message : String(error));
  else if (!alone && attempts >= ATTEMPTS_TOGETHER) await takeApart(on, batch);
  else await defer(on, batch, attempts);
}
