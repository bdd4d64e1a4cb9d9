// The supervisor: starts the stores, brings them up to date, starts the web and worker processes, and keeps
// all of them running until it is told to stop.
import { mkdirSync } from "node:fs";
import { isIPv6 } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { closeClickHouse } from "#lib/clickhouse.ts";
import { env, overrideEnvironment } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { migrateClickHouse } from "#server/migrate-clickhouse.ts";
import { migratePostgres } from "#server/migrate-postgres.ts";
import { preparePostgres } from "#server/postgres/embedded-postgres.ts";
import { freePort, isFree } from "#server/supervisor/free-port.ts";
import {
  claimDataFolder,
  openInstance,
  settlePorts,
  writeRun,
  type Instance,
} from "#server/supervisor/instance.ts";
import { spawnPart } from "#server/supervisor/spawn-part.ts";
import { supervise, type Part, type Supervised } from "#server/supervisor/supervise.ts";

type Stores = { databaseUrl: string; clickhouseUrl: string };

const dev = process.argv.includes("--dev");
/** For tools: no web and worker processes. */
const storesOnly = process.argv.includes("--stores");
const stopping = new AbortController();
/** In the order in which they stop. */
const parts: Supervised[] = [];
// Acknowledging comes before digesting: in a burst the journal grows, and SDKs still get their answer at once.
const STEP_BACK = 5;
// The worker's garbage dies young; a larger nursery holds more of it for no speed (docs/performance.md).
const SMALL_NURSERY = "--max-semi-space-size=8";
let stores: Stores | undefined;

const say = (line: string) => process.stderr.write(`${line}\n`);

function publishRun(): void {
  if (!stores || stopping.signal.aborted) return;
  const running = parts.flatMap((part) => {
    const pid = part.pid();
    return pid === undefined ? [] : [[part.name, pid] as const];
  });
  const { dataDir, baseUrl } = env();
  writeRun(dataDir, { pid: process.pid, url: baseUrl, ...stores, parts: Object.fromEntries(running) });
}

async function add(part: Part): Promise<void> {
  parts.unshift(await supervise(part, publishRun));
}

async function startPostgres(instance: Instance): Promise<string> {
  const postgres = await preparePostgres({
    parent: env().dataDir,
    instanceId: instance.id,
    port: instance.postgresPort,
    password: instance.postgresPassword,
  });
  await add({ name: "Postgres", start: postgres.start, stopSignal: "SIGINT", grace: 5_000 });
  return postgres.url;
}

async function startClickHouse(instance: Instance): Promise<string> {
  const port = String(instance.clickhousePort);
  const data = join(env().dataDir, "clickhouse");
  const args = ["--data", data, "--port", port, "--host", "127.0.0.1", "--memory-mb", "1500"];
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const password = env().clickhousePassword ?? instance.clickhousePassword;
  const start = () =>
    spawnPart({ file: "clickhouse.ts", args, env: { CLICKHOUSE_PASSWORD: password }, niceness: STEP_BACK });
  await add({ name: "ClickHouse", start, stopSignal: "SIGTERM", grace: 3_000 });
  return `http://default:${encodeURIComponent(password)}@127.0.0.1:${port}/default`;
}

async function startStores(instance: Instance): Promise<Stores> {
  const [databaseUrl, clickhouseUrl] = await Promise.all([
    env().databaseUrl ?? startPostgres(instance),
    env().clickhouseUrl ?? startClickHouse(instance),
  ]);
  return { databaseUrl, clickhouseUrl };
}

// Several supervisors may share outside stores; one migrates, the others find nothing left to do.
async function migrateUnderLock(databaseUrl: string): Promise<void> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  lock.on("error", (error) => log.warn("The lock's connection broke", { error: error.message }));
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock(hashtext('debrief.migrations'))");
    const applied = [...(await migratePostgres(databaseUrl)), ...(await migrateClickHouse())];
    if (applied.length > 0) say(`Updated the stores: ${applied.join(", ")}`);
  } finally {
    await lock.end();
    await closeClickHouse();
  }
}

async function startProcesses(shared: Record<string, string>): Promise<void> {
  const flags = dev ? ["--dev"] : [];
  const worker = () =>
    spawnPart({ file: "worker.ts", env: shared, niceness: STEP_BACK, nodeFlags: [SMALL_NURSERY] });
  await add({ name: "worker", start: worker, stopSignal: "SIGTERM", grace: 5_000, mayFailAtFirst: dev });
  const web = () => spawnPart({ file: "web.ts", args: flags, env: shared });
  await add({ name: "web", start: web, stopSignal: "SIGTERM", grace: 7_000 });
}

async function choosePort(): Promise<number> {
  const { port, host } = env();
  if (port === 0) return freePort();
  if (await isFree(port, host)) return port;
  throw new Error(
    `Port ${port} is in use. Stop the other program, or choose another: PORT=${port + 1} npm start`,
  );
}

async function untilReady(port: number, host: string): Promise<void> {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  const url = new URL(`http://127.0.0.1:${port}/api/health/ready`);
  if (!isEverywhere) url.hostname = isIPv6(host) ? `[${host}]` : host;
  while (!stopping.signal.aborted) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (answer?.ok) return;
    await delay(100);
  }
}

async function run(): Promise<void> {
  const { dataDir, host } = env();
  const port = storesOnly ? env().port : await choosePort();
  if (env().baseUrl === "http://localhost:0") overrideEnvironment({ baseUrl: `http://localhost:${port}` });
  say("Starting the stores …");
  const instance = await settlePorts(dataDir, await openInstance(dataDir));
  stores = await startStores(instance);
  overrideEnvironment(stores);
  await migrateUnderLock(stores.databaseUrl);
  if (storesOnly) {
    publishRun();
    process.stdout.write("The stores are ready\n");
    return;
  }
  say("Starting the web and worker processes …");
  const secret = env().authSecret ?? instance.authSecret;
  await startProcesses({
    NODE_ENV: dev ? "development" : "production",
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: host,
    BASE_URL: env().baseUrl,
    DATABASE_URL: stores.databaseUrl,
    CLICKHOUSE_URL: stores.clickhouseUrl,
    AUTH_SECRET: secret,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: env().baseUrl,
    NEXT_TELEMETRY_DISABLED: "1",
  });
  publishRun();
  await untilReady(port, host);
  if (!stopping.signal.aborted) process.stdout.write(`Debrief is ready at ${env().baseUrl}\n`);
}

async function runUntilStopped(): Promise<void> {
  const release = claimDataFolder(env().dataDir);
  try {
    const stopped = new Promise<void>((done) => stopping.signal.addEventListener("abort", () => done()));
    await Promise.race([run(), stopped]);
    await stopped;
  } finally {
    stopping.abort();
    // A loop, because a part that was starting when we were told to stop joins the list late.
    for (let part = parts.shift(); part; part = parts.shift()) await part.stop();
    release();
  }
}

function stop(): void {
  if (!stopping.signal.aborted) say("Stopping …");
  stopping.abort();
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
if (process.channel) process.on("disconnect", stop);

runUntilStopped().then(
  () => process.exit(0),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    log.debug("The start failed", { error });
    process.exit(1);
  },
);
