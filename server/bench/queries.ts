// `npm run bench -- queries`: how long the server works for an issue list, a search and an issue, in stores of its
// own that hold 100,000 and then 1,000,000 events.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { findOrganizationAccess } from "#lib/accounts/access.ts";
import { clickhouse, closeClickHouse } from "#lib/clickhouse.ts";
import { closeDatabase, pool, selectRows } from "#lib/db.ts";
import { childEnvironment, overrideEnvironment } from "#lib/env.ts";
import { queryCases, type Case } from "#server/bench/queries-cases.ts";
import { seedQueries } from "#server/bench/queries-seed.ts";
import { readRun } from "#server/supervisor/instance.ts";

type Size = { events: number; issues: number };

const SIZES: readonly Size[] = [
  { events: 100_000, issues: 2_000 },
  { events: 1_000_000, issues: 20_000 },
];
// Of so few, the slowest stands for the 95th percentile.
const REPEATS = 5;

const Id = z.object({ id: z.number() });
type Figures = { p50: number; p95: number };
type Measured = { events: number; issues: number; seedSeconds: number; cases: Map<string, Figures> };

async function openStores(dataDir: string) {
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "--stores"], {
    env: childEnvironment({ DATA_DIR: dataDir, LOG_LEVEL: "warn", DATABASE_URL: "", CLICKHOUSE_URL: "" }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(createInterface({ input: child.stdout }), "line");
  const run = readRun(dataDir);
  if (!run) throw new Error("The stores did not start");
  overrideEnvironment({ databaseUrl: run.databaseUrl, clickhouseUrl: run.clickhouseUrl });
  return async () => {
    await Promise.all([closeDatabase(), closeClickHouse()]);
    child.kill("SIGTERM");
    await once(child, "exit");
  };
}

const round = (ms: number) => Math.round(ms * 10) / 10;

// What ClickHouse remembers of a condition that was asked before would flatter the second time.
const forget = () => clickhouse().command({ query: "SYSTEM CLEAR QUERY CONDITION CACHE" });

async function time({ run }: Case): Promise<Figures> {
  // The first is not counted: it reads from disk what the others have in memory.
  await run();
  const times: number[] = [];
  for (let at = 0; at < REPEATS; at++) {
    await forget();
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.ceil(share * times.length) - 1] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}

/** Issues from the one with the most events down, ever further apart. */
async function biggestIssues(): Promise<number[]> {
  const rows = await selectRows(pool(), Id, "SELECT id FROM issue ORDER BY times_seen DESC, id");
  return [0, 9, 99, 999].flatMap((rank) => rows[rank]?.id ?? []);
}

/** Asks everything of the stores that are open. */
async function measureCases(userId: number, now: number): Promise<Map<string, Figures>> {
  const access = await findOrganizationAccess(userId, "bench");
  if (!access) throw new Error("The organization is not there");
  const figures = new Map<string, Figures>();
  for (const one of queryCases(access, now, await biggestIssues()))
    figures.set(`${one.kind}: ${one.name}`, await time(one));
  return figures;
}

async function measureAt(size: Size, say: (line: string) => void): Promise<Measured> {
  const dataDir = await mkdtemp(join(tmpdir(), "debrief-bench-"));
  const close = await openStores(dataDir);
  try {
    say(`Making ${size.events} events of ${size.issues} issues …`);
    const started = performance.now();
    const now = Date.now();
    const userId = await seedQueries(size, now);
    const seedSeconds = Math.round((performance.now() - started) / 1000);
    say("Asking …");
    return { ...size, seedSeconds, cases: await measureCases(userId, now) };
  } finally {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The slowest of each kind. */
function worstOf(cases: ReadonlyMap<string, Figures>): Record<string, Figures & { of: string }> {
  const worst: Record<string, Figures & { of: string }> = {};
  for (const [name, figures] of cases) {
    const kind = name.slice(0, name.indexOf(":"));
    if (figures.p95 > (worst[kind]?.p95 ?? -1)) worst[kind] = { ...figures, of: name };
  }
  return worst;
}

/** Figures at both sizes, and how much longer each takes at the larger one. */
export async function measureQueries(say: (line: string) => void, sizes: readonly Size[] = SIZES) {
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(await measureAt(size, say));
  const [small, big] = measured;
  return {
    repeats: REPEATS,
    sizes: measured.map(({ cases, ...size }) => ({ ...size, worst: worstOf(cases) })),
    cases: Object.fromEntries(
      [...(big?.cases ?? [])].map(([name, at]) => {
        const before = small?.cases.get(name);
        return [name, { at100k: before, at1M: at, growth: before ? round(at.p50 / before.p50) : null }];
      }),
    ),
  };
}
