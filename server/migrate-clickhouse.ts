// PLACEHOLDER: overwrite this file with the real one.
import { readFile } from "node:fs/promises";
import { clickhouse } from "#lib/clickhouse.ts";
export async function migrateClickHouse(): Promise<string[]> {
  await clickhouse().command({ query: await readFile(new URL("../clickhouse/0001_errors.sql", import.meta.url), "utf8") });
  return [];
}
