// Flow 2, top to bottom: journal rows in; issues, events and counters out, each event exactly once.
//
//   claim   Postgres: the batch is written down and locked by this connection
//   prepare pure:     parse, normalize, filter, scrub, group
//   blobs   files:    bytes that came inside the journal                     (again: the same files)
//   T1      Postgres: issues, releases, environments and ids                 (again: no change)
//   settle  Postgres: what waited for a release that is new                  (again: no change)
//   store   ClickHouse: rows, one insert a table                             (again: only what is missing)
//   T2      Postgres: records and counters, the journal forgets              (once)
//
// A crash at any point leaves the batch written down; whoever claims it next runs all of it again.
import type { PoolClient } from "pg";
import { claimBatch, type Batch } from "#lib/digest/claim-batch.ts";
import { countEvents, sightingsOf } from "#lib/digest/count-events.ts";
import { setAside } from "#lib/digest/failed-batch.ts";
import { placeEvents } from "#lib/digest/place-events.ts";
import { placeItems, type PlacedItem } from "#lib/digest/place-items.ts";
import { prepareEntries } from "#lib/digest/prepare-entry.ts";
import { putBlobs } from "#lib/digest/put-blobs.ts";
import { inTransaction } from "#lib/db.ts";
import { toErrorRow } from "#lib/events/error-row.ts";
import { createSampleBudget } from "#lib/events/sample-budget.ts";
import { storeErrors } from "#lib/events/store-errors.ts";
import { settleResolutions } from "#lib/issues/settle-resolutions.ts";
import { loadProjectPolicies } from "#lib/projects/ingest-settings.ts";
import { storeTelemetry } from "#lib/telemetry/store-telemetry.ts";
import { rowNumber, type StoredRow, type TelemetryTable } from "#lib/telemetry/telemetry-row.ts";
import { untilAllEnded } from "#lib/telemetry/until-all-ended.ts";

const budget = createSampleBudget();

function telemetryOf(items: readonly PlacedItem[]): Map<TelemetryTable, StoredRow[]> {
  const tables = new Map<TelemetryTable, StoredRow[]>();
  for (const { rows, retentionDays, journalId, itemIndex } of items)
    for (const { table, position, values } of rows) {
      const list = tables.get(table) ?? [];
      if (list.length === 0) tables.set(table, list);
      list.push({
        ...values,
        retention_days: retentionDays,
        journal_id: journalId.toString(),
        row_number: rowNumber(itemIndex, position),
      });
    }
  return tables;
}

async function digest(on: PoolClient, batch: Batch): Promise<void> {
  const policies = await loadProjectPolicies(batch.entries.map((entry) => entry.projectId));
  const prepared = prepareEntries(batch.entries, policies);
  await putBlobs(prepared.items);
  const events = await placeEvents(prepared.events);
  const items = await placeItems(prepared.items);
  await settleResolutions(sightingsOf(events, items));
  const rows = events.fresh.map(({ event, groupId, description: { title, culprit }, retentionDays }) => {
    const { samplesPerHour = Infinity } = policies.get(event.projectId) ?? {};
    const isWhole = budget.keep(groupId, event, samplesPerHour);
    return toErrorRow(event, { groupId, retentionDays, title, culprit, isWhole });
  });
  // Fails when the claim was lost with its connection: somebody else may be storing these rows.
  await on.query("SELECT 1");
  const name = { name: `batch-${batch.id}`, resumed: batch.resumed };
  await untilAllEnded([storeErrors(rows, name), storeTelemetry(telemetryOf(items.fresh), name)]);
  await countEvents(on, batch, prepared, { events, items });
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
