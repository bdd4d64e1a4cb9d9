// Outcomes of requests that never reach the journal: added up in memory, written once a second. A crash
// may lose a second of them; what is journaled is counted by the worker, exactly.
import { pool } from "#lib/db.ts";
import { log } from "#lib/log.ts";
import { addOutcomes } from "#lib/outcomes/add-outcomes.ts";
import type { OutcomeRow } from "#lib/outcomes/outcome.ts";

const FLUSH_MS = 1_000;
const HOUR_MS = 3_600_000;

const pending = new Map<string, OutcomeRow>();
let timer: NodeJS.Timeout | undefined;

function add(row: OutcomeRow): void {
  const key = [row.projectId, row.receivedAt, row.category, row.outcome, row.reason].join("\n");
  const known = pending.get(key);
  if (known) known.quantity += row.quantity;
  else pending.set(key, { ...row });
}

function schedule(): void {
  timer ??= setTimeout(() => void flushOutcomes(), FLUSH_MS).unref();
}

/** Counts now, writes within a second. */
export function countOutcome(row: Omit<OutcomeRow, "receivedAt">): void {
  add({ ...row, receivedAt: Math.floor(Date.now() / HOUR_MS) * HOUR_MS });
  schedule();
}

/** Writes what is counted; call it at shutdown. When Postgres is away, the counts stay for the next try. */
export async function flushOutcomes(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const rows = [...pending.values()];
  pending.clear();
  try {
    await addOutcomes(pool(), rows);
  } catch (error) {
    log.warn("Outcomes could not be written; trying again", { rows: rows.length, error });
    rows.forEach(add);
    schedule();
  }
}
