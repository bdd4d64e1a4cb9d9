// ClickHouse through its official client: the same on one machine (server/clickhouse) and on a cluster.
import { createClient, type ClickHouseClient } from "@clickhouse/client";
import type { z } from "zod";
import { env } from "#lib/env.ts";

declare global {
  var debriefClickHouse: ClickHouseClient | undefined;
}

function connect(): ClickHouseClient {
  const url = env().clickhouseUrl;
  if (!url) throw new Error("CLICKHOUSE_URL is not set; npm start sets it for the embedded engine.");
  return createClient({
    url,
    application: "debrief",
    request_timeout: 60_000,
    max_open_connections: 16,
    keep_alive: { enabled: true, idle_socket_ttl: 2_000 },
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

/** Closes every connection; the next use opens new ones. */
export async function closeClickHouse(): Promise<void> {
  const open = globalThis.debriefClickHouse;
  globalThis.debriefClickHouse = undefined;
  await open?.close();
}

/** Inserts rows (objects by column name) as one block; `token` names the insert, for retries. */
export async function insertRows(table: string, rows: readonly object[], options: { token: string }): Promise<void> {
  await clickhouse().insert({
    table,
    values: [...rows],
    format: "JSONEachRow",
    clickhouse_settings: { insert_deduplication_token: options.token },
  });
}
