// How much waits to be digested, and whether more may come: while the worker or ClickHouse is away, the journal
// grows, and past its bound senders are told to come back instead of being told a 200 that nobody can keep.
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import type { RequestError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { storeUnavailable } from "#lib/queue/store-unavailable.ts";

const LEAST_PAUSE_MS = 1_000;
/** Measuring takes at most a twentieth of one connection's time. */
const PAUSE_PER_COST = 20;
const RETRY_AFTER_SECONDS = 30;

const Measured = z.object({ rows: z.coerce.number(), bytes: z.coerce.number() });

// The count stops at the bound. A payload's size is in its pointer: nothing large is read.
const MEASURE = `
  SELECT count(*) AS rows, coalesce(sum(octet_length(payload)), 0) AS bytes
  FROM (SELECT payload FROM ingest_journal LIMIT $1) AS waiting`;

type JournalLoad = { rows: number; bytes: number; isFull: boolean };

let measured = { rows: 0, bytes: 0 };
let appended = { rows: 0, bytes: 0 };
let nextAt = -Infinity;
let measuring: Promise<void> | undefined;
let timer: NodeJS.Timeout | undefined;
let wasFull = false;

/** What waits: the last measurement, and what this process has appended since it began. */
export function journalLoad(): JournalLoad {
  const rows = measured.rows + appended.rows;
  const bytes = measured.bytes + appended.bytes;
  return { rows, bytes, isFull: rows >= env().journalMaxRows || bytes >= env().journalMaxBytes };
}

function tell({ rows, bytes, isFull }: JournalLoad): void {
  if (isFull !== wasFull)
    log.warn(isFull ? "The journal is full: senders are refused" : "The journal has room again", {
      rows,
      bytes: Math.round(bytes),
    });
  wasFull = isFull;
}

async function measure(): Promise<void> {
  const start = performance.now();
  const before = { ...appended };
  try {
    const [found] = await selectRows(pool(), Measured, MEASURE, [env().journalMaxRows + 1]);
    if (!found) return;
    measured = found;
    appended = { rows: appended.rows - before.rows, bytes: appended.bytes - before.bytes };
    tell(journalLoad());
  } catch (error) {
    log.debug("The journal could not be measured", { error });
  } finally {
    const end = performance.now();
    nextAt = end + Math.max(LEAST_PAUSE_MS, PAUSE_PER_COST * (end - start));
    measuring = undefined;
    // Full, it may be asked by nobody who could wait; so it looks by itself until there is room.
    if (journalLoad().isFull) timer ??= setTimeout(measureNow, nextAt - end).unref();
  }
}

function measureNow(): void {
  clearTimeout(timer);
  timer = undefined;
  measuring ??= measure();
}

/** Measures, if the last time is long enough ago. Never rejects: a database that is away is not a full one. */
export async function measureJournal(): Promise<JournalLoad> {
  if (performance.now() >= nextAt) measureNow();
  await measuring;
  return journalLoad();
}

/** Counts rows that this process has committed. */
export function noteAppended(rows: number, bytes: number): void {
  appended.rows += rows;
  appended.bytes += bytes;
}

const full = (): RequestError => storeUnavailable("too much waits to be processed", RETRY_AFTER_SECONDS);

/** Costs nothing but a comparison; the measuring goes on beside. @throws RequestError 503 with Retry-After. */
export function assertJournalHasRoom(): void {
  if (performance.now() >= nextAt) measureNow();
  if (journalLoad().isFull) throw full();
}
