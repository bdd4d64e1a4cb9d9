// Gives a test file its own database in each store.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { clickhouse, closeClickHouse, queryRows } from "#lib/clickhouse.ts";
import { closeDatabase, pool } from "#lib/db.ts";
import { overrideEnvironment } from "#lib/env.ts";
import { migrateClickHouse } from "#server/migrate-clickhouse.ts";
import { z } from "zod";

async function administer(postgresUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl.replace(/debrief$/, "postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const withDatabase = (url: string, name: string) => new URL(`/${name}`, url).href;

async function truncatePostgres(): Promise<void> {
  const tables = await pool().query<{ list: string | null }>(
    `SELECT string_agg(quote_ident(tablename), ', ') AS list FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  const list = tables.rows[0]?.list;
  if (list) await pool().query(`TRUNCATE ${list} RESTART IDENTITY CASCADE`);
}

async function truncateClickHouse(): Promise<void> {
  const tables = await queryRows(
    z.object({ name: z.string() }),
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name NOT LIKE '%migration%'",
  );
  for (const { name } of tables) await clickhouse().command({ query: `TRUNCATE TABLE ${name}` });
}

/**
 * Call it at the top of a `*.store.test.ts` file: `env()`, `db()`, `pool()` and `clickhouse()` then mean this
 * file's own, empty, migrated databases, which go when the file ends. `truncate` empties them between tests.
 */
export function useStores(): { truncate(): Promise<void> } {
  const stores = inject("stores");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const blobFolder = join(stores.folder, "blobs", name);
  beforeAll(async () => {
    await administer(stores.postgresUrl, `CREATE DATABASE ${name} TEMPLATE debrief`);
    overrideEnvironment({ clickhouseUrl: stores.clickhouseUrl });
    await clickhouse().command({ query: `CREATE DATABASE ${name}` });
    await closeClickHouse();
    overrideEnvironment({
      databaseUrl: withDatabase(stores.postgresUrl, name),
      clickhouseUrl: withDatabase(stores.clickhouseUrl, name),
      authSecret: "only for tests",
      blobStore: { kind: "file", folder: blobFolder },
    });
    await migrateClickHouse();
  });
  afterAll(async () => {
    rmSync(blobFolder, { recursive: true, force: true });
    await clickhouse().command({ query: `DROP DATABASE IF EXISTS ${name}` });
    await Promise.all([closeDatabase(), closeClickHouse()]);
    await administer(stores.postgresUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return {
    truncate: async () => {
      await Promise.all([truncatePostgres(), truncateClickHouse()]);
    },
  };
}
