// ClickHouse through its official client: the same on one machine (server/clickhouse) and on a cluster.
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from "@clickhouse/client";
import { z } from "zod";
import { env } from "#lib/env.ts";

declare global {
  var debriefClickHouse: ClickHouseClient | undefined;
}

/** On one machine gzip cost three quarters of the rows per second (4,085 became 1,094); on a network it pays. */
const isLoopback = (url: string) => /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname);

function connect(): ClickHouseClient {
  const { clickhouseUrl: url, clickhousePassword: password } = env();
  if (!url) throw new Error("CLICKHOUSE_URL is not set; npm start sets it for the embedded engine.");
  const compress = !isLoopback(url);
  return createClient({
    url,
    ...(password && { password }),
    application: "debrief",
    // What fails is thrown; the client would write it to standard error as well, in its own form.
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: 60_000,
    max_open_connections: 16,
    keep_alive: { enabled: true, idle_socket_ttl: 2_000 },
    compression: { request: compress, response: compress },
    clickhouse_settings: {
      date_time_input_format: "best_effort",
      output_format_json_quote_64bit_integers: 1,
    },
  });
}

/** The client, connected on first use. */
export const clickhouse = () => (globalThis.debriefClickHouse ??= connect());

/**
 * Runs a query with `{name:Type}` parameters and parses every row.
 * @throws when the server fails, or a row has not the shape that `row` says.
 */
export async function queryRows<Row extends z.ZodType>(
  row: Row,
  query: string,
  parameters: Record<string, unknown> = {},
): Promise<z.infer<Row>[]> {
  const result = await clickhouse().query({ query, query_params: parameters, format: "JSONEachRow" });
  const rows = await result.json<unknown>();
  return rows.map((value) => row.parse(value));
}

/**
 * Stores rows, all or (for each partition) none; returns when they are on disk.
 * @param options.token names the request: within the table's deduplication window, a second insert with the same
 *   token stores nothing. The rows of a token must be the same each time, in the same order.
 * @throws when the server fails; after a lost connection the insert may still happen: see {@link isInsertRunning}.
 */
export async function insertRows(
  table: string,
  rows: readonly Record<string, unknown>[],
  options: { token: string },
): Promise<void> {
  if (rows.length === 0) return;
  await clickhouse().insert({
    table,
    values: rows,
    format: "JSONEachRow",
    clickhouse_settings: {
      async_insert: 0,
      insert_deduplication_token: options.token,
      // One request is one block, whatever its size: a token names a block, not a request.
      input_format_parallel_parsing: 0,
      max_insert_block_size: "1000000000",
      min_insert_block_size_rows: "1000000000",
      min_insert_block_size_bytes: "1000000000000",
    },
  });
}

const CountRow = z.object({ running: z.coerce.number() });

/** Whether an insert whose token begins so, given up by its caller, still runs on the server that answers. */
export async function isInsertRunning(tokenStart: string): Promise<boolean> {
  const rows = await queryRows(
    CountRow,
    `SELECT count() AS running FROM system.processes
     WHERE startsWith(Settings['insert_deduplication_token'], {tokenStart:String})`,
    { tokenStart },
  );
  return (rows[0]?.running ?? 0) > 0;
}

/** Closes every connection; the next use opens new ones. */
export async function closeClickHouse(): Promise<void> {
  const open = globalThis.debriefClickHouse;
  globalThis.debriefClickHouse = undefined;
  await open?.close();
}
