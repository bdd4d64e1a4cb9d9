import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { storeOnce } from "#lib/telemetry/store-once.ts";
import type { StoredRow, TelemetryTable } from "#lib/telemetry/telemetry-row.ts";
import { untilAllEnded } from "#lib/telemetry/until-all-ended.ts";

const KeyRow = z.object({ key: z.string() });
const keyOf = (row: StoredRow) => `${row.journal_id}:${row.row_number}`;

// Parts hold narrow ranges of journal ids, since they are written in that order: the index leaves few to read.
async function findStored(table: TelemetryTable, rows: readonly StoredRow[]): Promise<Set<string>> {
  const journalIds = [...new Set(rows.map((row) => BigInt(row.journal_id)))];
  const found = await queryRows(
    KeyRow,
    `SELECT concat(toString(journal_id), ':', toString(row_number)) AS key FROM ${table}
     WHERE project_id IN {projects:Array(UInt32)} AND journal_id IN (${journalIds.join(",")})`,
    { projects: [...new Set(rows.map((row) => row.project_id))] },
  );
  return new Set(found.map((row) => row.key));
}

/** Stores the rows of one batch, each once; one insert a table. See {@link storeOnce}. */
export async function storeTelemetry(
  tables: ReadonlyMap<TelemetryTable, readonly StoredRow[]>,
  batch: { name: string; resumed: boolean },
): Promise<void> {
  await untilAllEnded(
    [...tables].map(([table, rows]) =>
      storeOnce(table, rows, batch, keyOf, (missing) => findStored(table, missing)),
    ),
  );
}
