// A batch fails either because a store is out of reach, which says nothing about the batch, or because of
// what is in it. Only the second kind counts as an attempt: after three, the batch is taken apart so that its
// neighbours pass; a row that still fails alone is kept as a dead letter. Until then it waits behind others.
import { ClickHouseError } from "@clickhouse/client";
import pg from "pg";
import { z } from "zod";
import type { Batch } from "#lib/digest/claim-batch.ts";
import { prepareEntries } from "#lib/digest/prepare-entry.ts";
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

/** Whether the data is at fault: a store refused it, or our own code broke on it. */
function isDataAtFault(error: unknown): boolean {
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

/** Its event ids become free again: what is not stored must not make a second try a duplicate. */
async function releaseEventIds(on: pg.PoolClient, batch: Batch): Promise<void> {
  const owned = prepareEntries(batch.entries).events.map(({ event }) => ({
    event_id: event.eventId,
    project_id: event.projectId,
  }));
  await on.query(
    `DELETE FROM event_id e USING json_to_recordset($1) AS x(event_id uuid, project_id int)
     WHERE e.event_id = x.event_id AND e.project_id = x.project_id AND e.journal_id = ANY ($2)`,
    [JSON.stringify(owned), idsOf(batch)],
  );
}

async function bury(on: pg.PoolClient, batch: Batch, reason: string): Promise<void> {
  const ids = idsOf(batch);
  await on.query(
    `INSERT INTO dead_letter (project_id, received_at, reason, meta, payload)
     SELECT project_id, received_at, $2, meta, payload FROM ingest_journal WHERE id = ANY ($1)`,
    [ids, reason],
  );
  await releaseEventIds(on, batch);
  await on.query("DELETE FROM ingest_journal WHERE id = ANY ($1)", [ids]);
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
