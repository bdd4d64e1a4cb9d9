// The promise behind every 200: the row is on disk. Group commit: whoever comes while a flush is under way
// shares the next one, so the cost of a commit is divided by the load.
import { pool } from "#lib/db.ts";
import { log } from "#lib/log.ts";
import { packPayload, type JournalEntry } from "#lib/queue/journal-entry.ts";
import { storeUnavailable } from "#lib/queue/store-unavailable.ts";

const MAX_FLUSH_ROWS = 500;
const MAX_FLUSH_BYTES = 8 * 1024 * 1024;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
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

type NewEntry = Omit<JournalEntry, "id">;
type Waiting = { entry: NewEntry; done: () => void; failed: (error: unknown) => void };

let waiting: Waiting[] = [];
let waitingBytes = 0;
let flushing = false;

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

async function write(entries: readonly NewEntry[]): Promise<void> {
  let end = 0;
  const starts = entries.map(({ payload }) => (end += payload.byteLength) - payload.byteLength + 1);
  const connection = await connect();
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

// One flush at a time: two of them moved no more rows (14,300 against 14,800 a second), and a tail as long.
async function flushAll(): Promise<void> {
  while (waiting.length > 0) {
    const taken = takeFlush();
    try {
      await write(taken.map(({ entry }) => entry));
      for (const { done } of taken) done();
    } catch (error) {
      log.error("Envelopes could not be journaled", { rows: taken.length, error });
      const refusal = storeUnavailable("the event could not be stored");
      for (const { failed } of taken) failed(refusal);
    }
  }
  flushing = false;
}

/**
 * Resolves once the entry is committed and synced to disk.
 * @throws RequestError 503 with Retry-After when Postgres cannot confirm it, or too much waits already.
 */
export async function appendToJournal(entry: NewEntry): Promise<void> {
  const payload = packPayload(entry.payload);
  const meta = { ...entry.meta, bytes: entry.payload.byteLength };
  if (waitingBytes + payload.byteLength > MAX_WAITING_BYTES)
    throw storeUnavailable("too much waits to be stored");
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
