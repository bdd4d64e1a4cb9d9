// Flow 2, top to bottom: journal rows in; issues, events and counters out, each event exactly once.
//
//   claim   Postgres: the batch is written down and locked by this connection
//   prepare pure:     parse, normalize, group
//   T1      Postgres: issues, releases, environments and event ids           (again: no change)
//   store   ClickHouse: rows, one insert a batch                             (again: only what is missing)
//   T2      Postgres: counters move, the journal forgets                     (once)
//
// A crash at any point leaves the batch written down; whoever claims it next runs all of it again.
import type { PoolClient } from "pg";
import { claimBatch, type Batch } from "#lib/digest/claim-batch.ts";
import { countEvents } from "#lib/digest/count-events.ts";
import { setAside } from "#lib/digest/failed-batch.ts";
import { placeEvents } from "#lib/digest/place-events.ts";
import { prepareEntries } from "#lib/digest/prepare-entry.ts";
import { inTransaction } from "#lib/db.ts";
import { toErrorRow } from "#lib/events/error-row.ts";
import { storeErrors } from "#lib/events/store-errors.ts";

async function digest(on: PoolClient, batch: Batch): Promise<void> {
  const prepared = prepareEntries(batch.entries);
  const placement = await placeEvents(prepared.events);
  const rows = placement.fresh.map(({ event, groupId, description, retentionDays }) =>
    toErrorRow(event, { groupId, retentionDays, title: description.title, culprit: description.culprit }),
  );
  // Fails when the claim was lost with its connection: somebody else may be storing these rows.
  await on.query("SELECT 1");
  await storeErrors(rows, `batch-${batch.id}`, batch.resumed);
  await countEvents(on, batch, prepared, placement);
}

/**
 * Digests one batch of the journal.
 * @returns how many journal rows it was; null when nothing waits.
 * @throws when it failed; the batch stays written down and is tried again.
 */
export async function digestBatch(): Promise<number | null> {
  const failures: unknown[] = [];
  const digested = await inTransaction(async (on) => {
    const batch = await claimBatch(on);
    if (!batch) return null;
    await on.query("SAVEPOINT claimed");
    try {
      await digest(on, batch);
    } catch (error) {
      failures.push(error);
      await on.query("ROLLBACK TO SAVEPOINT claimed");
      await setAside(on, batch, error);
    }
    return batch.entries.length;
  }).catch((error: unknown) => {
    throw failures[0] ?? error;
  });
  if (failures.length > 0) throw failures[0];
  return digested;
}
