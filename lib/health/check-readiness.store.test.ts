import { afterEach, describe, expect, it } from "vitest";
import { closeClickHouse } from "#lib/clickhouse.ts";
import { closeDatabase, pool } from "#lib/db.ts";
import { env, overrideEnvironment } from "#lib/env.ts";
import { checkReadiness } from "#lib/health/check-readiness.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
const NOBODY_LISTENS = "127.0.0.1:1";
const now = Date.UTC(2026, 10, 20, 12);

describe("checkReadiness", () => {
  afterEach(() => stores.truncate());

  it("names both stores, and how far the digest is behind", async () => {
    await pool().query(
      `INSERT INTO ingest_journal (project_id, key_id, received_at, meta, payload)
       SELECT 1, 1, to_timestamp($1::float8 / 1000) - n * interval '1 second', '{}', '' FROM generate_series(3, 1, -1) n`,
      [now],
    );
    expect(await checkReadiness(now)).toMatchObject({
      ready: true,
      postgres: { status: "ok" },
      clickhouse: { status: "ok" },
      digest: { waiting: 3, oldestMilliseconds: 3_000 },
    });
  });

  it.each([
    ["postgres", { databaseUrl: `postgresql://x:secret@${NOBODY_LISTENS}/x` }],
    ["clickhouse", { clickhouseUrl: `http://x:secret@${NOBODY_LISTENS}/x` }],
  ] as const)("is not ready without %s, and keeps its address to itself", async (name, down) => {
    const before = { ...env() };
    await Promise.all([closeDatabase(), closeClickHouse()]);
    overrideEnvironment(down);
    const readiness = await checkReadiness(now);
    await Promise.all([closeDatabase(), closeClickHouse()]);
    overrideEnvironment(before);
    expect(readiness.ready).toBe(false);
    expect(readiness[name].status).toBe("down");
    expect(JSON.stringify(readiness)).not.toMatch(/secret|127\.0\.0\.1/);
  });
});
