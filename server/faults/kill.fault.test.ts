// The promise of a 200: the event is stored and counted, once, whatever is killed afterwards or meanwhile.
import { randomInt } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { findOrganizationAccess } from "#lib/accounts/access.ts";
import { closeClickHouse } from "#lib/clickhouse.ts";
import { closeDatabase, db } from "#lib/db.ts";
import { overrideEnvironment } from "#lib/env.ts";
import { mergeIssues } from "#lib/issues/merge-issues.ts";
import { unmergeIssue } from "#lib/issues/unmerge-groups.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";
import { auditEvents, countStored, countWaiting } from "#server/testing/audit-events.ts";
import { bootstrap } from "#server/testing/bootstrap.ts";
import { sendEvents, type Ledger } from "#server/testing/careful-sender.ts";
import { processesMentioning } from "#server/testing/processes.ts";
import { seededRandom } from "#server/testing/seeded-random.ts";
import { startDebrief, type RunningDebrief } from "#server/testing/start-debrief.ts";

const PARTS = ["worker", "web", "ClickHouse", "Postgres"];
const KILLS_OF_EACH = 3;
const EVENTS = 2_000;
const RECOVERY = { timeout: 60_000, interval: 50 };

const seed = randomInt(2 ** 31);
const random = seededRandom(seed);
/** Of all tests here: none may spoil what an earlier one sent. */
const ledger: Ledger = new Map();
let dataDir: string;
let debrief: RunningDebrief;
let envelopePath: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "debrief-faults-"));
  // Run by root, Postgres is another user, who must get through.
  chmodSync(dataDir, 0o711);
  await start();
  const { pathname, username } = new URL((await bootstrap(dataDir, "acme", "shop")).dsn);
  envelopePath = `/api${pathname}/envelope/?sentry_key=${username}&sentry_version=7`;
});
afterAll(async () => {
  await debrief?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start() {
  debrief = await startDebrief({ LOG_LEVEL: "silent" }, dataDir);
}

const endpoint = () => `http://127.0.0.1:${new URL(debrief.url).port}${envelopePath}`;
const neverGiveUp = () => false;

const settled = () => [...ledger.values()].filter((fate) => fate !== "refused").length;
const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { ...RECOVERY, interval: 2 });

/** Waits for the part when it is down, and kills it. */
async function kill(name: string): Promise<void> {
  await until(() => debrief.run().parts[name] !== undefined);
  process.kill(debrief.run().parts[name]!, "SIGKILL");
}

async function expectEveryEventOnce(): Promise<void> {
  const stores = debrief.run();
  await vi.waitFor(async () => expect(await countWaiting(stores.databaseUrl)).toBe(0), RECOVERY);
  const { copies, stored, counters, issues } = await auditEvents(stores);
  const of = (fate: string) => [...ledger].filter((entry) => entry[1] === fate).map(([id]) => id);
  expect(of("acknowledged").filter((id) => copies.get(id) !== 1)).toEqual([]);
  expect(of("unknown").filter((id) => (copies.get(id) ?? 0) > 1)).toEqual([]);
  expect([...copies.keys()].filter((id) => !ledger.has(id))).toEqual([]);
  expect(issues.filter((issue) => issue.counted !== issue.stored)).toEqual([]);
  expect(counters).toEqual({
    issues: stored,
    groups: stored,
    environments: stored,
    accepted: stored,
    journal: 0,
    batches: 0,
    "dead letters": 0,
  });
}

/** Merges, takes apart and resolves issues, some times at least; what fails is tried again, when all is up. */
async function meddle(signal: AbortSignal): Promise<void> {
  const order = seededRandom(seed + 1);
  let done = 0;
  while (!signal.aborted || done < 10) {
    try {
      const { databaseUrl, clickhouseUrl } = debrief.run();
      overrideEnvironment({ databaseUrl, clickhouseUrl });
      const { userId } = await db().membership.findFirstOrThrow({ where: { role: "OWNER" } });
      const access = (await findOrganizationAccess(userId, "acme"))!;
      const issues = await db().issue.findMany({ select: { id: true, mergedIntoId: true } });
      const shuffled = issues.toSorted(() => order() - 0.5);
      const ids = shuffled.filter((issue) => issue.mergedIntoId === null).map((issue) => issue.id);
      const merged = shuffled.find((issue) => issue.mergedIntoId !== null);
      await updateIssues(access, { ids, change: { kind: "resolve" } });
      if (ids.length > 6) await mergeIssues(access, { ids: ids.slice(0, 4) });
      else if (merged) await unmergeIssue(access, merged.id);
      done += 1;
    } catch {
      await Promise.allSettled([closeDatabase(), closeClickHouse()]);
    }
    await pause(20);
  }
  await Promise.allSettled([closeDatabase(), closeClickHouse()]);
}

it(`stores what it acknowledged exactly once while everything is killed (seed ${seed})`, async () => {
  const moments = Array.from({ length: PARTS.length * KILLS_OF_EACH }, () =>
    Math.floor(random() * EVENTS * 0.95),
  );
  const victims = Array.from({ length: KILLS_OF_EACH }, () => PARTS)
    .flat()
    .map((name) => ({ name, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ name }) => [name]);
  // The last stroke hits all of them at once.
  victims.push(PARTS);
  moments.sort((a, b) => a - b).push(Math.floor(EVENTS * 0.97));

  const careless = new Map<string, boolean>();
  const givesUp = (id: string) => {
    if (!careless.has(id)) careless.set(id, random() < 0.2);
    return careless.get(id)!;
  };
  const sending = sendEvents({ endpoint, count: EVENTS, connections: 16, ledger, givesUp });
  const killing = (async () => {
    for (const [index, names] of victims.entries()) {
      await until(() => settled() >= moments[index]!);
      await Promise.all(names.map(kill));
    }
  })();
  const over = new AbortController();
  const meddling = meddle(over.signal);
  await Promise.all([sending, killing]).finally(() => over.abort());
  await meddling;
  expect(ledger.size).toBe(EVENTS);
  await expectEveryEventOnce();
});

it("doubles nothing when the worker dies between ClickHouse and the last transaction", async () => {
  const { databaseUrl, clickhouseUrl } = debrief.run();
  const before = await countStored(clickhouseUrl);
  const blocker = new pg.Client({ connectionString: databaseUrl });
  await blocker.connect();
  try {
    await blocker.query("BEGIN");
    await blocker.query("LOCK TABLE outcome IN ACCESS EXCLUSIVE MODE");
    await sendEvents({ endpoint, count: 100, connections: 8, ledger, givesUp: neverGiveUp });
    // Both lanes stand before their last transaction, or one of them does with all the events.
    await vi.waitFor(async () => {
      expect(await countStored(clickhouseUrl)).toBeGreaterThan(before);
      const { rows } = await blocker.query(
        "SELECT 1 FROM pg_locks WHERE relation = 'outcome'::regclass AND NOT granted",
      );
      expect(rows.length).toBeGreaterThan(0);
    }, RECOVERY);
    await kill("worker");
    await blocker.query("ROLLBACK");
  } finally {
    await blocker.end();
  }
  await expectEveryEventOnce();
  expect(await countStored(clickhouseUrl)).toBe(before + 100);
});

it.runIf(process.platform === "linux")("recovers by itself when the supervisor was killed", async () => {
  const known = ledger.size;
  const gone = new AbortController();
  const sending = sendEvents({
    endpoint,
    count: 5_000,
    connections: 16,
    ledger,
    givesUp: neverGiveUp,
    signal: gone.signal,
  });
  await until(() => settled() >= known + 150);
  process.kill(debrief.pid, "SIGKILL");
  await vi.waitFor(() => expect(processesMentioning(dataDir)).toEqual([]), { timeout: 20_000, interval: 50 });
  gone.abort();
  await sending;
  await start();
  await expectEveryEventOnce();
});

it("loses nothing when it is told to stop under load", async () => {
  const known = ledger.size;
  const gone = new AbortController();
  const sending = sendEvents({
    endpoint,
    count: 5_000,
    connections: 16,
    ledger,
    givesUp: neverGiveUp,
    signal: gone.signal,
  });
  await until(() => settled() >= known + 150);
  const began = performance.now();
  await debrief.stop();
  expect(performance.now() - began).toBeLessThan(20_000);
  gone.abort();
  await sending;
  await start();
  await expectEveryEventOnce();
});
