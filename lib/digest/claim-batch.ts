// Which journal rows are digested together. A batch is written down before any of its effects, so that a
// crash is followed by the same set of rows again, and each step can tell "mine" from "somebody else's".
import type { PoolClient } from "pg";
import { z } from "zod";
import { inTransaction, selectRows } from "#lib/db.ts";
import { JournalEntry } from "#lib/queue/journal-entry.ts";

// 500 events of 10 KB keep ClickHouse inserts large and a lane's memory below 50 MB.
const MAX_ROWS = 500;
const MAX_BYTES = 16 * 1024 * 1024;
const CLAIM_LOCK = "hashtext('debrief.claim')";

const Id = z.coerce.bigint();
const BatchRow = z.object({ id: Id, attempts: z.number() });

export type Batch = {
  id: bigint;
  /** How often it failed for a reason of its own; 0 for a batch that was never tried. */
  attempts: number;
  /** True when an earlier try may have left effects behind. */
  resumed: boolean;
  entries: JournalEntry[];
};

/** Locks the oldest batch that no other worker has: batches left over from a crash come first. */
async function lockWaiting(on: PoolClient) {
  const [row] = await selectRows(
    on,
    BatchRow,
    "SELECT id, attempts FROM digest_batch ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED",
  );
  return row;
}

/** Writes down a new batch of rows that are in none. Its own transaction: it must outlive a crash. */
async function create(): Promise<bigint | undefined> {
  return inTransaction(async (on) => {
    await on.query(`SELECT pg_advisory_xact_lock(${CLAIM_LOCK})`);
    const [row] = await selectRows(
      on,
      z.object({ id: Id }),
      `WITH taken AS (SELECT unnest(journal_ids) AS id FROM digest_batch),
            waiting AS (
              SELECT id, coalesce((meta ->> 'bytes')::bigint, octet_length(payload)) AS bytes FROM ingest_journal
              WHERE id NOT IN (SELECT id FROM taken) ORDER BY id LIMIT ${MAX_ROWS}),
            summed AS (SELECT id, sum(bytes) OVER (ORDER BY id) - bytes AS before FROM waiting)
       INSERT INTO digest_batch (journal_ids)
       SELECT array_agg(id ORDER BY id) FROM summed WHERE before < ${MAX_BYTES} HAVING count(*) > 0
       RETURNING id`,
    );
    return row?.id;
  });
}

/**
 * Claims work for the transaction that `on` is in; the claim ends with it.
 * @returns null when nothing waits.
 */
export async function claimBatch(on: PoolClient): Promise<Batch | null> {
  const left = await lockWaiting(on);
  const created = left ? undefined : await create();
  if (!left && created === undefined) return null;
  // Another worker may lock it between its creation and here; then this one tries again later.
  const row =
    left ??
    (
      await selectRows(
        on,
        BatchRow,
        "SELECT id, attempts FROM digest_batch WHERE id = $1 FOR UPDATE SKIP LOCKED",
        [created],
      )
    )[0];
  if (!row) return null;
  const entries = await selectRows(
    on,
    JournalEntry,
    `SELECT j.id, j.project_id AS "projectId", j.key_id AS "keyId", j.received_at AS "receivedAt", j.meta, j.payload
     FROM ingest_journal j
     WHERE j.id = ANY ((SELECT journal_ids FROM digest_batch WHERE id = $1)::bigint[]) ORDER BY j.id`,
    [row.id],
  );
  return { ...row, resumed: left !== undefined, entries };
}
