import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { clickhouse, closeClickHouse, insertRows, isInsertRunning, queryRows } from "#lib/clickhouse.ts";
import { migrateClickHouse } from "#server/migrate-clickhouse.ts";
import { startClickHouse, type ClickHouseProcess } from "#server/testing/clickhouse-process.ts";

let folder: string;
let store: ClickHouseProcess;
const N = z.object({ n: z.coerce.number() });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "debrief-migrate-"));
  store = await startClickHouse(join(folder, "data"));
  globalThis.debriefClickHouse = store.client;
});

afterAll(async () => {
  await closeClickHouse();
  await store.end("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

it("applies each migration once, and goes on where it failed", async () => {
  await writeFile(
    join(folder, "0001_a.sql"),
    "-- it's a;\nCREATE TABLE IF NOT EXISTS a (x UInt8) ENGINE = MergeTree ORDER BY x;\n",
  );
  await writeFile(
    join(folder, "0002_b.sql"),
    "CREATE TABLE IF NOT EXISTS b (x UInt8) ENGINE = MergeTree ORDER BY x;\nALTER TABLE missing ADD COLUMN y UInt8;\n",
  );
  await expect(migrateClickHouse(folder)).rejects.toThrow();
  await writeFile(
    join(folder, "0002_b.sql"),
    "CREATE TABLE IF NOT EXISTS b (x UInt8) ENGINE = MergeTree ORDER BY x;\nALTER TABLE b ADD COLUMN IF NOT EXISTS y UInt8;\n",
  );
  expect(await migrateClickHouse(folder)).toEqual(["0002_b"]);
  expect(await migrateClickHouse(folder)).toEqual([]);
  expect(await queryRows(N, "SELECT count() AS n FROM b WHERE y = 0")).toEqual([{ n: 0 }]);
});

it("brings the product's own tables", async () => {
  expect(await migrateClickHouse()).toContain("0001_errors");
  expect(await migrateClickHouse()).toEqual([]);
  expect(await queryRows(N, "SELECT count() AS n FROM errors")).toEqual([{ n: 0 }]);
});

it("stores the rows of a token once", async () => {
  await clickhouse().command({
    query: `CREATE TABLE once (id UInt32) ENGINE = MergeTree ORDER BY id
            SETTINGS non_replicated_deduplication_window = 10`,
  });
  const rows = [{ id: 1 }, { id: 2 }];
  await insertRows("once", rows, { token: "t1" });
  await insertRows("once", rows, { token: "t1" });
  await insertRows("once", [], { token: "t2" });
  expect(await queryRows(N, "SELECT count() AS n FROM once")).toEqual([{ n: 2 }]);
});

it("knows whether an insert that was given up still runs", async () => {
  await clickhouse().command({
    query:
      "CREATE TABLE slow (id UInt32, at UInt8 MATERIALIZED sleepEachRow(1)) ENGINE = MergeTree ORDER BY id",
  });
  const leave = new AbortController();
  const insert = clickhouse().insert({
    table: "slow",
    values: [{ id: 1 }],
    format: "JSONEachRow",
    abort_signal: leave.signal,
    clickhouse_settings: { insert_deduplication_token: "slow-1" },
  });
  const given = expect(insert).rejects.toThrow();
  await vi.waitUntil(() => isInsertRunning("slow-1"), { timeout: 5_000, interval: 10 });
  leave.abort();
  await given;
  expect(await isInsertRunning("other")).toBe(false);
  await vi.waitUntil(async () => !(await isInsertRunning("slow-1")), { timeout: 10_000, interval: 50 });
  expect(await queryRows(N, "SELECT count() AS n FROM slow")).toEqual([{ n: 1 }]);
});
