// ClickHouse's migrations: clickhouse/NNNN_name.sql in order, each once. ClickHouse has no transactions for them,
// so each statement must bear a second run (IF NOT EXISTS): a crash in mid-file repeats the file.
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { clickhouse, insertRows, queryRows } from "#lib/clickhouse.ts";
import { splitStatements } from "#server/clickhouse/split-statements.ts";

const MIGRATIONS = resolve(import.meta.dirname, "../clickhouse");
const NameRow = z.object({ name: z.string() });

async function appliedNames(): Promise<Set<string>> {
  await clickhouse().command({
    query: `CREATE TABLE IF NOT EXISTS schema_migrations
      (name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3)) ENGINE = MergeTree ORDER BY name`,
  });
  const rows = await queryRows(NameRow, "SELECT DISTINCT name FROM schema_migrations");
  return new Set(rows.map((row) => row.name));
}

/** Applies the migrations of `folder` that the server lacks and returns their names. Callers hold the start lock. */
export async function migrateClickHouse(folder = MIGRATIONS): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  const applied = await appliedNames();
  const missing = files.map((file) => file.replace(/\.sql$/, "")).filter((name) => !applied.has(name));
  for (const name of missing) {
    const sql = await readFile(join(folder, `${name}.sql`), "utf8");
    for (const query of splitStatements(sql)) await clickhouse().command({ query });
    await insertRows("schema_migrations", [{ name }], { token: name });
  }
  return missing;
}
