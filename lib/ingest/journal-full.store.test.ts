import { afterEach, beforeEach, expect, it } from "vitest";
import { pool } from "#lib/db.ts";
import { env, overrideEnvironment } from "#lib/env.ts";
import { checkReadiness } from "#lib/health/check-readiness.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { toRoute } from "#lib/ingest/to-route.ts";
import { journalLoad, measureJournal } from "#lib/queue/journal-bound.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
const before = { ...env() };
const RECOVERY = { timeout: 10_000, interval: 20 };
const ENVELOPE = `{}\n{"type":"event"}\n{"message":"hello"}`;

let cast: Cast;
beforeEach(async () => {
  cast = await createCast();
  await expect.poll(async () => (await measureJournal()).rows, RECOVERY).toBe(0);
});
afterEach(async () => {
  overrideEnvironment({ journalMaxRows: before.journalMaxRows, journalMaxBytes: before.journalMaxBytes });
  await stores.truncate();
});

const post = toRoute(acceptEnvelope);
const address = () => `http://debrief.test/api/${cast.web.projectId}/envelope/?sentry_key=${cast.publicKey}`;
const send = () => post(new Request(address(), { method: "POST", body: ENVELOPE }));

async function countRows(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>("SELECT count(*)::int AS n FROM ingest_journal");
  return rows[0]?.n ?? -1;
}

it("refuses what would be too many rows, never with a 200, and recovers by itself", async () => {
  overrideEnvironment({ journalMaxRows: 3 });
  const statuses = [];
  for (let index = 0; index < 5; index += 1) statuses.push((await send()).status);
  expect(statuses).toEqual([200, 200, 200, 503, 503]);
  expect(await countRows()).toBe(3);
  expect((await checkReadiness(Date.now())).journal).toEqual({ status: "journal full" });

  await pool().query("DELETE FROM ingest_journal");
  await expect.poll(async () => (await checkReadiness(Date.now())).ready, RECOVERY).toBe(true);
  expect((await send()).status).toBe(200);
});

it("refuses before the body is read, with Retry-After", async () => {
  overrideEnvironment({ journalMaxRows: 1 });
  await send();
  let isRead = false;
  const url = new URL(address());
  const response = await acceptEnvelope({
    method: "POST",
    path: url.pathname,
    query: url.searchParams,
    header: () => null,
    remoteAddress: null,
    body: (async function* read() {
      isRead = true;
      yield Buffer.from(ENVELOPE);
    })(),
  });
  expect(response.status).toBe(503);
  expect(response.headers["retry-after"]).toBe("30");
  expect(isRead).toBe(false);
});

it("sees what others appended, and bounds bytes too", async () => {
  await pool().query(
    `INSERT INTO ingest_journal (project_id, key_id, received_at, meta, payload)
     SELECT 1, 1, now(), '{}', decode(repeat('ab', 1000), 'hex') FROM generate_series(1, 50)`,
  );
  await expect.poll(async () => (await measureJournal()).rows, RECOVERY).toBe(50);
  expect(journalLoad()).toMatchObject({ bytes: 50_000, isFull: false });
  overrideEnvironment({ journalMaxBytes: 50_000 });
  expect((await send()).status).toBe(503);
});

it("does not take a database that cannot be asked for a full journal", async () => {
  await pool().query("ALTER TABLE ingest_journal RENAME TO ingest_journal_away");
  const load = await measureJournal();
  await pool().query("ALTER TABLE ingest_journal_away RENAME TO ingest_journal");
  expect(load.isFull).toBe(false);
});
