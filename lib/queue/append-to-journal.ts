// The promise behind every 200: the row is on disk. Group commit: whoever comes while a flush is under way
// shares the next one, so the cost of a commit is divided by the load.
import pg from "pg";
import { pool } from "#lib/db.ts";
import { log } from "#lib/log.ts";
import { assertJournalHasRoom, noteAppended } from "#lib/queue/journal-bound.ts";
import { packPayload, type JournalEntry } from "#lib/queue/journal-entry.ts";
import { CommitUnknown, storeUnavailable } from "#lib/queue/store-unavailable.ts";

const MAX_FLUSH_ROWS = 500;
const MAX_FLUSH_BYTES = 8 * 1024 * 1024;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
// Past the next flush, a queue is as long as this and no longer: under more load than the disk takes, those who
// are taken get their answer soon, and the others at once.
const MAX_WAIT_MS = 150;
const REMEMBERED_FLUSHES = 9;
const CONNECT_MS = 2_000;
const QUERY_MS = 10_000;

// One payload parameter for all rows, cut up by the server: it travels as binary and once, whereas an array of
// bytea travels as escaped hex. The worker is woken by the commit itself.
const APPEND = `
  WITH appended AS (
    INSERT INTO ingest_journal (project_id, key_id, received_at, meta, payload)
    SELECT project_id, key_id, to_timestamp(received_at / 1000), meta::jsonb,
           substring($1::bytea FROM start FOR length)
    FROM unnest($2::int[], $3::int[], $4::float8[], $5::text[], $6::int[], $7::int[])
      AS entry (project_id, key_id, received_at, meta, start, length))
  SELECT pg_notify('debrief_journal', '')`;

// jsonb refuses both, and one refused row would fail all that share its flush.
const storable = (_key: string, value: unknown) =>
  typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value;

export type NewEntry = Omit<JournalEntry, "id">;
type Waiting = { entry: NewEntry; done: () => void; failed: (error: unknown) => void };

let waiting: Waiting[] = [];
let waitingBytes = 0;
let flushing = false;
let flushTimes: number[] = [];

/** Of the last flushes, so that one slow one says nothing. */
const usualFlushMs = () => flushTimes.toSorted((a, b) => a - b)[flushTimes.length >> 1] ?? 0;

/** Whether `bytes` more would be refused for what waits already. */
export function isJournalBusy(bytes = 0): boolean {
  if (waitingBytes + bytes > MAX_WAITING_BYTES) return true;
  const flushes = Math.max(waiting.length / MAX_FLUSH_ROWS, (waitingBytes + bytes) / MAX_FLUSH_BYTES);
  if (flushes < 1 || waiting.length === 0) return false;
  return (Math.ceil(flushes) + 1) * usualFlushMs() > MAX_WAIT_MS;
}

function takeFlush(): Waiting[] {
  let bytes = 0;
  let rows = 0;
  for (const { entry } of waiting) {
    bytes += entry.payload.byteLength;
    if (rows > 0 && (bytes > MAX_FLUSH_BYTES || rows === MAX_FLUSH_ROWS)) break;
    rows += 1;
  }
  const taken = waiting.slice(0, rows);
  waiting = waiting.slice(rows);
  for (const { entry } of taken) waitingBytes -= entry.payload.byteLength;
  return taken;
}

/** A connection within 2 s; one that comes later goes back to the pool. */
async function connect() {
  const connecting = pool().connect();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no connection within ${CONNECT_MS} ms`)), CONNECT_MS);
  try {
    return await Promise.race([connecting, late.promise]);
  } catch (error) {
    void connecting.then((connection) => connection.release()).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function write(connection: pg.PoolClient, entries: readonly NewEntry[]): Promise<void> {
  let end = 0;
  const starts = entries.map(({ payload }) => (end += payload.byteLength) - payload.byteLength + 1);
  let broken: unknown;
  try {
    const statement = {
      name: "append-to-journal",
      text: APPEND,
      values: [
        Buffer.concat(entries.map((entry) => entry.payload)),
        entries.map((entry) => entry.projectId),
        entries.map((entry) => entry.keyId),
        entries.map((entry) => entry.receivedAt.getTime()),
        entries.map((entry) => JSON.stringify(entry.meta, storable)),
        starts,
        entries.map((entry) => entry.payload.byteLength),
      ],
      query_timeout: QUERY_MS,
    };
    await connection.query(statement);
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    connection.release(broken !== undefined);
  }
}

function noteFlush(flushed: readonly Waiting[], ms: number): void {
  flushTimes = [...flushTimes, ms].slice(-REMEMBERED_FLUSHES);
  const bytes = flushed.reduce((sum, { entry }) => sum + entry.payload.byteLength, 0);
  noteAppended(flushed.length, bytes);
}

// One flush at a time: two of them moved no more rows (14,300 against 14,800 a second), and a tail as long.
async function flushAll(): Promise<void> {
  while (waiting.length > 0) {
    const taken = takeFlush();
    const start = performance.now();
    let asked = false;
    try {
      const connection = await connect();
      asked = true;
      await write(
        connection,
        taken.map(({ entry }) => entry),
      );
      noteFlush(taken, performance.now() - start);
      for (const { done } of taken) done();
    } catch (error) {
      log.error("Envelopes could not be journaled", { rows: taken.length, error });
      // Without the server's word the commit may have happened, or may happen yet.
      const refused = error instanceof pg.DatabaseError && error.severity === "ERROR";
      const unknown = asked && !refused;
      const refusal = unknown ? new CommitUnknown() : storeUnavailable("the event could not be stored");
      for (const { failed } of taken) failed(refusal);
    }
  }
  flushing = false;
}

/**
 * Resolves once the entry is committed and synced to disk.
 * @throws RequestError 503 with Retry-After when Postgres cannot confirm it (CommitUnknown: it may be there all the
 *   same), or too much waits already to be stored or digested.
 */
export async function appendToJournal(entry: NewEntry): Promise<void> {
  assertJournalHasRoom();
  const packed = packPayload(entry.payload);
  // Small ones do not wait: those that arrive together share a flush.
  const payload = packed instanceof Promise ? await packed : packed;
  const meta = { ...entry.meta, bytes: entry.payload.byteLength };
  if (isJournalBusy(payload.byteLength)) throw storeUnavailable("too much waits to be stored");
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  waiting.push({ entry: { ...entry, meta, payload }, done: resolve, failed: reject });
  waitingBytes += payload.byteLength;
  if (!flushing) {
    flushing = true;
    // Later in the same turn, so that requests which arrived together share even the first flush.
    setImmediate(() => void flushAll());
  }
  return promise;
}
