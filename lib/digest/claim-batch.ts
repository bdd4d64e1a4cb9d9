// Which journal rows are digested together. A batch is written down before any of its effects, so that a
// crash is followed by the same set of rows again, and each step can tell "mine" from "somebody else's".
import type { PoolClient } from "pg";
import { z } from "zod";
import { inTransaction, selectRows } from "#lib/db.ts";

// 500 events of 10 KB keep ClickHouse inserts large and a lane's memory below 50 MB. Logs of 50 bytes, which no SDK
// sends, become 1.5 KB each: more bytes of them would take a gigabyte.
const MAX_ROWS = 500;
const MAX_BYTES = 6 * 1024 * 1024;
const CLAIM_LOCK = "hashtext('debrief.claim')";

const Id = z.coerce.bigint();
/** A row as the journal holds it. Whether it can be read is found out later, for each row alone. */
const JournalRow = z.looseObject({ id: Id, projectId: z.number() });
export type JournalRow = z.infer<typeof JournalRow>;

// Between its creation and its first lock a batch is left to its maker: whoever gets hold of another's batch
// must know that there may be effects already.
const UNCLAIMED = "retry_at IS NULL AND created_at < clock_timestamp() - interval '2 seconds'";
const MAY_HAVE_EFFECTS = `(retry_at IS NOT NULL OR ${UNCLAIMED})`;
const DUE = `(retry_at <= clock_timestamp() OR ${UNCLAIMED})`;

const BatchRow = z.object({ id: Id, attempts: z.number(), resumed: z.boolean() });

export type Batch = {
  id: bigint;
  /** How often it failed for a reason of its own; 0 for a batch that was never tried. */
  attempts: number;
  /** True when an earlier try may have left effects behind. */
  resumed: boolean;
  entries: JournalRow[];
};

/** Locks the first batch of a kind that no other worker has. */
async function lockFirst(on: PoolClient, kind: string, order: string, values: readonly unknown[] = []) {
  const [row] = await selectRows(
    on,
    BatchRow,
    `SELECT id, attempts, ${MAY_HAVE_EFFECTS} AS resumed FROM digest_batch
     WHERE ${kind} ORDER BY ${order} LIMIT 1 FOR UPDATE SKIP LOCKED`,
    values,
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
       INSERT INTO digest_batch (journal_ids, created_at)
       SELECT array_agg(id ORDER BY id), clock_timestamp() FROM summed
       WHERE before < ${MAX_BYTES} HAVING count(*) > 0
       RETURNING id`,
    );
    return row?.id;
  });
}

/** Leftovers of a crash come first, then what is new, and only then what failed a moment ago. */
async function lockNext(on: PoolClient) {
  const due = await lockFirst(on, DUE, "id");
  if (due) return due;
  const created = await create();
  return created === undefined
    ? lockFirst(on, "retry_at IS NOT NULL", "retry_at, id")
    : lockFirst(on, "id = $1", "id", [created.toString()]);
}

/**
 * Claims work for the transaction that `on` is in; the claim ends with it.
 * @returns null when nothing waits.
 */
export async function claimBatch(on: PoolClient): Promise<Batch | null> {
  const batch = await lockNext(on);
  if (!batch) return null;
  const entries = await selectRows(
    on,
    JournalRow,
    `SELECT j.id, j.project_id AS "projectId", j.key_id AS "keyId", j.received_at AS "receivedAt", j.meta, j.payload
     FROM ingest_journal j
     WHERE j.id = ANY ((SELECT journal_ids FROM digest_batch WHERE id = $1)::bigint[]) ORDER BY j.id`,
    [batch.id.toString()],
  );
  return { ...batch, entries };
}
