// The embedded Postgres: its own process, on loopback, with a password, tuned to be small and durable.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, writeFileSync, rmSync, chownSync, chmodSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { log } from "#lib/log.ts";
import { dataFolder, nativeFolder } from "#server/postgres/place.ts";
import { postgresAccount, type Account } from "#server/postgres/reach.ts";

export type PostgresOptions = {
  /** Folder that holds the data folder. */
  parent: string;
  instanceId: string;
  port: number;
  password: string;
  /** Only for tests, whose data may vanish with the machine. */
  durable?: boolean;
};

export type PreparedPostgres = {
  /** Connection URL of the `debrief` database. */
  url: string;
  /** Spawns the server; it accepts connections when the promise resolves. */
  start(): Promise<ChildProcess>;
};

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "64MB",
  jit: "off",
  // pglz; this build has no lz4. Full-page images are most of the log, and they shrink to a third.
  wal_compression: "on",
  max_wal_size: "1GB",
  checkpoint_timeout: "15min",
  // Worker processes for reads would cost memory that one small machine lacks.
  io_method: "sync",
  max_parallel_workers_per_gather: "0",
  autovacuum_naptime: "15s",
  log_min_messages: "warning",
  log_checkpoints: "off",
  timezone: "UTC",
};
// Nothing of ours leaks in, PGDATA and PGPORT least of all. Next's types demand NODE_ENV of every environment.
const ENVIRONMENT = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin", NODE_ENV: "production" } as const;
// Who connects during a start or a stop is told so; that is no news.
const ALARMING =
  /(FATAL|PANIC|ERROR): (?! *(the database system is|terminating connection due to|connection to client lost))/;
const UNSAFE_SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** Creates the data folder when it is new, and ends a server that a killed supervisor left behind. */
export async function preparePostgres(options: PostgresOptions): Promise<PreparedPostgres> {
  const account = postgresAccount();
  const native = nativeFolder(account);
  const data = dataFolder(options.parent, options.instanceId, account);
  await endLeftover(data);
  if (!existsSync(join(data, "PG_VERSION"))) await initialize(native, data, options.password, account);
  const url = `postgresql://debrief:${options.password}@127.0.0.1:${options.port}/debrief`;
  return {
    url,
    start: async () => {
      await endLeftover(data);
      const child = spawnPostgres(native, data, options, account);
      await accepting(child, url);
      return child;
    },
  };
}

async function initialize(native: string, data: string, password: string, account: Account | undefined) {
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const flags = ["-D", data, "-U", "debrief", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  flags.push("--encoding=UTF8", "--locale=C", "--no-instructions");
  const child = spawn(executable(native, "initdb"), flags, {
    ...account,
    cwd: data,
    env: ENVIRONMENT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  try {
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`initdb failed (${code}): ${errors.trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function executable(native: string, name: string): string {
  const path = join(native, "bin", name);
  // npm keeps the mode of what is packed, and a package has come without it before.
  if (process.getuid?.() === 0) chmodSync(path, 0o755);
  return path;
}

function spawnPostgres(native: string, data: string, options: PostgresOptions, account: Account | undefined) {
  const settings = { ...SETTINGS, ...(options.durable === false ? UNSAFE_SETTINGS : {}) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(executable(native, "postgres"), ["-D", data, "-p", String(options.port), ...flags], {
    ...account,
    cwd: data,
    // Its own process group: Ctrl-C in a terminal must not end it before those who still write to it.
    detached: true,
    env: ENVIRONMENT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  child.stderr.on("data", (chunk) => {
    for (const line of String(chunk).trim().split("\n"))
      log[ALARMING.test(line) ? "warn" : "debug"]("Postgres says", { line });
  });
  endWithUs(child, account);
  return child;
}

// Nothing tells Postgres that its parent was killed; a shell that waits on a pipe from us costs 1 MB.
function endWithUs(child: ChildProcess, account: Account | undefined) {
  const guard = spawn("/bin/sh", ["-c", `read -r _; kill -INT ${child.pid}`], {
    ...account,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", (error) => log.debug("No guard for Postgres", { error: error.message }));
  child.once("exit", () => guard.kill("SIGKILL"));
}

async function accepting(child: ChildProcess, url: string) {
  const maintenance = url.replace(/debrief$/, "postgres");
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`Postgres ended with ${child.exitCode ?? child.signalCode} while it started.`);
    const client = new pg.Client({ connectionString: maintenance, connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      const found = await client.query("SELECT FROM pg_database WHERE datname = 'debrief'");
      if (found.rowCount === 0) await client.query("CREATE DATABASE debrief");
      return;
    } catch (error) {
      if (error instanceof Error && /password authentication failed/.test(error.message)) {
        child.kill("SIGINT");
        throw error;
      }
      await delay(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function leftoverPid(data: string): number | undefined {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, folder] = readFileSync(file, "utf8").split("\n");
  if (folder !== data || !isPostgres(Number(pid))) return undefined;
  return Number(pid);
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}

async function endLeftover(data: string) {
  const pid = leftoverPid(data);
  if (!pid) return;
  log.warn("Ending a Postgres that was left behind", { postgres: pid });
  process.kill(pid, "SIGINT");
  for (const start = Date.now(); isPostgres(pid); await delay(50))
    if (Date.now() - start > 20_000) process.kill(pid, "SIGQUIT");
}
