// chDB on one folder. Every statement gets a session of its own: opening one takes 0.1 ms, and nothing that a
// statement sets can reach the next. Sessions run side by side; one session runs one statement at a time.
import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { drainPending, Session } from "chdb";
import { log } from "#lib/log.ts";
import { writeEngineConfig } from "#server/clickhouse/engine-config.ts";
import { ClickHouseException } from "#server/clickhouse/exception.ts";
import { insertData } from "#server/clickhouse/insert-data.ts";
import type { Head } from "#server/clickhouse/read-request.ts";
import { isStreamed, readChunks, type Chunk } from "#server/clickhouse/read-chunks.ts";
import type { Insert, Query } from "#server/clickhouse/statement.ts";

export type Written = { rows: number; bytes: number };
export type Engine = {
  /** Yields the answer as it is made; fails before the first chunk when the statement is wrong. */
  query: (head: Head, query: Query, signal: AbortSignal) => AsyncGenerator<Chunk>;
  /** Stores the data as one block for each partition. */
  insert: (head: Head, insert: Insert) => Promise<Written>;
  ping: () => Promise<void>;
  /** Gives memory that is no longer used back to the system. */
  trim: () => Promise<void>;
  /** Waits for what still runs. */
  close: () => Promise<void>;
};

const ALL_ROWS = "1000000000";
const ALL_BYTES = "1000000000000";

/** One request is one block: then a deduplication token speaks for all of it, and it is stored whole or not. */
const ONE_BLOCK = new Map([
  ["async_insert", "0"],
  ["input_format_parallel_parsing", "0"],
  ["max_insert_block_size", ALL_ROWS],
  ["min_insert_block_size_rows", ALL_ROWS],
  ["min_insert_block_size_bytes", ALL_BYTES],
  ["input_format_max_block_size_bytes", "0"],
  ["max_insert_threads", "1"],
]);

/** A chunk is a block; the usual 65,000 rows of 1 KB took 1.2 GB in a stream of 1 GB. */
const SMALL_CHUNKS = new Map([["max_block_size", "4096"]]);

const quote = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** Parameters go to the session as settings: chDB's own binding runs one query at a time in the process. */
function assignments(...maps: ReadonlyMap<string, string>[]): string {
  const all = new Map(maps.flatMap((map) => [...map]));
  return [...all].map(([name, value]) => `${name} = ${quote(value)}`).join(", ");
}

/** Bodies are outside of the heap: an idle process would keep the last hundred megabytes of them for good. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc()");
}

async function openFolder(folder: string, memoryMb: number): Promise<Session> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const config = await writeEngineConfig(folder, memoryMb);
  try {
    return new Session(folder, { connectionArgs: [`--config-file=${config}`] });
  } catch (error) {
    // The engine writes the reason to standard error and keeps it from us.
    const detail = `Cannot open the ClickHouse data in ${folder}. Is another process using it?`;
    throw new Error(`${detail} The engine's own words are above.`, { cause: error });
  }
}

/** Opens the folder; the engine itself keeps it locked, and the lock ends with the process. */
export async function openEngine(folder: string, memoryMb: number): Promise<Engine> {
  const root = await openFolder(folder, memoryMb);
  const incoming = join(folder, "debrief-incoming");
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming);
  const defaults = new Map([
    ["max_memory_usage", String(Math.floor(memoryMb * 0.7) * 1024 * 1024)],
    ["max_threads", "2"],
  ]);

  async function begin(head: Head, more: ReadonlyMap<string, string>): Promise<Session> {
    const session = new Session(folder);
    try {
      await session.queryAsync(`SET ${assignments(defaults, more, head.settings, head.parameters)}`);
      if (head.database) await session.queryAsync(`USE \`${head.database.replaceAll("`", "\\`")}\``);
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  async function command(sql: string): Promise<void> {
    const session = new Session(folder);
    try {
      await session.queryAsync(sql);
    } finally {
      session.close();
    }
  }

  /** Asks again until it ended: a statement that is just starting is not in the list yet. */
  async function kill(tag: string, ended: () => boolean): Promise<void> {
    while (!ended()) {
      await command(`KILL QUERY WHERE startsWith(query, ${quote(tag)}) ASYNC`);
      await pause(100);
    }
  }

  async function* query(head: Head, { sql, format, readable }: Query, signal: AbortSignal) {
    const streamed = isStreamed(sql, format ?? head.format, readable);
    const session = await begin(head, streamed ? SMALL_CHUNKS : new Map());
    const tag = `/* ${randomUUID()} */`;
    let ended = false;
    const stop = () => {
      kill(tag, () => ended).catch((error: unknown) => log.error("Cannot stop a query", { error }));
    };
    try {
      if (signal.aborted) throw new ClickHouseException(394, "QUERY_WAS_CANCELLED", "The client went away.");
      signal.addEventListener("abort", stop, { once: true });
      yield* readChunks(session, `${tag} ${sql}`, format ?? head.format, readable);
    } finally {
      ended = true;
      signal.removeEventListener("abort", stop);
      session.close();
    }
  }

  return {
    query,
    async insert(head, statement) {
      const session = await begin(head, ONE_BLOCK);
      try {
        return await insertData(session, statement, incoming);
      } finally {
        session.close();
      }
    },
    ping: () => command("SELECT 1"),
    async trim() {
      collectGarbage();
      await command("SYSTEM JEMALLOC PURGE");
    },
    async close() {
      await drainPending();
      root.close();
      await drainPending();
    },
  };
}
