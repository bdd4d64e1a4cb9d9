// As kill.fault.test.ts, for everything that is no error: most of it has no id by which a second copy could be told.
import { randomInt } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { countWaiting, withPostgres } from "#server/testing/audit-events.ts";
import { bootstrap } from "#server/testing/bootstrap.ts";
import { sendEvents, type Ledger } from "#server/testing/careful-sender.ts";
import { AMOUNTS, auditItems, mixedEnvelope } from "#server/testing/mixed-envelope.ts";
import { seededRandom } from "#server/testing/seeded-random.ts";
import { startDebrief, type RunningDebrief } from "#server/testing/start-debrief.ts";

const VICTIMS = ["worker", "ClickHouse", "worker", "ClickHouse", "worker"];
const ENVELOPES_A_KILL = 300;
const RECOVERY = { timeout: 60_000, interval: 50 };

const seed = randomInt(2 ** 31);
const random = seededRandom(seed);
const ledger: Ledger = new Map();
let dataDir: string;
let debrief: RunningDebrief;
let envelopePath: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "debrief-faults-"));
  // Run by root, Postgres is another user, who must get through.
  chmodSync(dataDir, 0o711);
  debrief = await startDebrief({ LOG_LEVEL: "silent" }, dataDir);
  const { pathname, username } = new URL((await bootstrap(dataDir, "acme", "shop")).dsn);
  envelopePath = `/api${pathname}/envelope/?sentry_key=${username}&sentry_version=7`;
});
afterAll(async () => {
  await debrief?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const settled = () => [...ledger.values()].filter((fate) => fate !== "refused").length;
const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { ...RECOVERY, interval: 2 });

/** What has no id is sent once more only when nobody had taken it. */
const send = (count: number) =>
  sendEvents({
    endpoint: () => `http://127.0.0.1:${new URL(debrief.url).port}${envelopePath}`,
    envelopeOf: mixedEnvelope,
    count,
    connections: 8,
    ledger,
    givesUp: () => true,
  });

/** Waits for the part when it is down, and kills it. */
async function kill(name: string): Promise<void> {
  await until(() => debrief.run().parts[name] !== undefined);
  process.kill(debrief.run().parts[name]!, "SIGKILL");
}

async function expectEveryItemOnce(): Promise<void> {
  const stores = debrief.run();
  await vi.waitFor(async () => expect(await countWaiting(stores.databaseUrl)).toBe(0), RECOVERY);
  const { copies, counters } = await vi.waitFor(() => auditItems(stores), RECOVERY);
  const expected: Record<string, number> = { "other fates": 0, journal: 0, batches: 0, "dead letters": 0 };
  for (const [category, amount] of Object.entries(AMOUNTS)) {
    const found = copies.get(category)!;
    const wrong = [...ledger].filter(([id, fate]) => {
      const count = found.get(id) ?? 0;
      return count !== amount && !(fate !== "acknowledged" && count === 0);
    });
    expect([category, wrong]).toEqual([category, []]);
    expect([category, [...found.keys()].filter((id) => !ledger.has(id))]).toEqual([category, []]);
    expected[`accepted ${category}`] = found.size * amount;
  }
  expect(counters).toEqual(expected);
}

it(`stores every kind of item exactly once while worker and ClickHouse are killed (seed ${seed})`, async () => {
  for (const victim of VICTIMS) {
    const moment = settled() + Math.floor(random() * ENVELOPES_A_KILL * 0.95);
    await Promise.all([send(ENVELOPES_A_KILL), until(() => settled() >= moment).then(() => kill(victim))]);
  }
  const acknowledged = [...ledger.values()].filter((fate) => fate === "acknowledged");
  expect(acknowledged.length).toBeGreaterThan(VICTIMS.length * ENVELOPES_A_KILL * 0.9);
  await expectEveryItemOnce();
});

it("doubles no item when the worker dies between ClickHouse and the last transaction", async () => {
  const { databaseUrl } = debrief.run();
  await withPostgres(databaseUrl, async (blocker) => {
    await blocker.query("BEGIN");
    await blocker.query("LOCK TABLE outcome IN ACCESS EXCLUSIVE MODE");
    await send(100);
    await vi.waitFor(async () => {
      const { rows } = await blocker.query(
        "SELECT 1 FROM pg_locks WHERE relation = 'outcome'::regclass AND NOT granted",
      );
      expect(rows.length).toBeGreaterThan(0);
    }, RECOVERY);
    await kill("worker");
    await blocker.query("ROLLBACK");
  });
  await expectEveryItemOnce();
});
