import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterEach, expect, it } from "vitest";
import { pool, selectRows } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { appendToJournal } from "#lib/queue/append-to-journal.ts";
import { JournalEntry } from "#lib/queue/journal-entry.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const entry = (more: Partial<JournalEntry>): Omit<JournalEntry, "id"> => ({
  projectId: 1,
  keyId: 2,
  receivedAt: new Date(1_763_640_000_123),
  meta: { clientIp: "198.51.100.7", userAgent: null, sdkClient: "test/1" },
  payload: Buffer.from("{}\n"),
  ...more,
});

const stored = () =>
  selectRows(
    pool(),
    JournalEntry,
    `SELECT id, project_id AS "projectId", key_id AS "keyId", received_at AS "receivedAt", meta, payload
     FROM ingest_journal ORDER BY project_id`,
  );

afterEach(() => pool().query("TRUNCATE ingest_journal"));

it("gives back what it was given, tiny and large, whatever the bytes", async () => {
  const payloads = [
    Buffer.from("{}\n"),
    Buffer.from(`{}\n${"text ".repeat(1_000)}`),
    randomBytes(700_000),
    Buffer.alloc(0),
  ];
  await Promise.all(
    payloads.map((payload, index) => appendToJournal(entry({ payload, projectId: index + 1 }))),
  );
  const rows = await stored();
  expect(rows.map((row) => Buffer.compare(row.payload, payloads[row.projectId - 1]!))).toEqual([0, 0, 0, 0]);
  expect(rows[0]).toMatchObject({ projectId: 1, keyId: 2, receivedAt: new Date(1_763_640_000_123) });
  expect(rows[0]!.meta).toEqual({ clientIp: "198.51.100.7", userAgent: null, sdkClient: "test/1" });
});

it("shares commits: hundreds of callers need few transactions", async () => {
  const before = await pool().query("SELECT pg_current_xact_id()::text::bigint AS id");
  await Promise.all(Array.from({ length: 400 }, (_, index) => appendToJournal(entry({ projectId: index }))));
  const after = await pool().query("SELECT pg_current_xact_id()::text::bigint AS id");
  expect(await stored()).toHaveLength(400);
  expect(Number(after.rows[0].id) - Number(before.rows[0].id)).toBeLessThan(20);
});

it("stores text that jsonb would refuse, and harms no neighbour with it", async () => {
  const meta = { clientIp: null, userAgent: "a\0b", sdkClient: "\ud83d" };
  await Promise.all([
    appendToJournal(entry({ meta, projectId: 1 })),
    appendToJournal(entry({ projectId: 2 })),
  ]);
  expect((await stored()).map((row) => row.meta.userAgent)).toEqual(["ab", null]);
});

it("wakes whoever listens", async () => {
  const listener = new pg.Client({ connectionString: env().databaseUrl });
  await listener.connect();
  await listener.query("LISTEN debrief_journal");
  const woken = new Promise((resolve) => listener.once("notification", resolve));
  await appendToJournal(entry({}));
  expect(await woken).toMatchObject({ channel: "debrief_journal" });
  await listener.end();
});

it("a flush that fails fails its callers, and the next one works", async () => {
  await pool().query("ALTER TABLE ingest_journal ADD CONSTRAINT small CHECK (project_id < 100)");
  const bad = Promise.allSettled([
    appendToJournal(entry({ projectId: 1 })),
    appendToJournal(entry({ projectId: 100 })),
  ]);
  expect((await bad).map((result) => (result.status === "rejected" ? result.reason.status : 200))).toEqual([
    503, 503,
  ]);
  expect(await stored()).toEqual([]);
  await appendToJournal(entry({ projectId: 2 }));
  expect(await stored()).toHaveLength(1);
  await pool().query("ALTER TABLE ingest_journal DROP CONSTRAINT small");
});

it("survives a connection that breaks in the middle of a flush", async () => {
  await pool().query(
    `CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
     CREATE TRIGGER linger BEFORE INSERT ON ingest_journal FOR EACH ROW EXECUTE FUNCTION linger()`,
  );
  const result = Promise.allSettled([appendToJournal(entry({}))]);
  const cut = async () => {
    const { rowCount } = await pool().query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE wait_event = 'PgSleep' AND datname = current_database()`,
    );
    return rowCount;
  };
  await expect.poll(cut, { timeout: 5_000, interval: 10 }).toBe(1);
  expect(await result).toMatchObject([{ status: "rejected", reason: { status: 503 } }]);
  await pool().query("DROP TRIGGER linger ON ingest_journal; DROP FUNCTION linger()");
  await appendToJournal(entry({}));
  expect(await stored()).toHaveLength(1);
});

it("refuses at once what would pile up without bound", async () => {
  const payload = randomBytes(1024 * 1024);
  const results = await Promise.allSettled(
    Array.from({ length: 80 }, () => appendToJournal(entry({ payload }))),
  );
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]!.reason).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  expect(await stored()).toHaveLength(80 - refused.length);
});
