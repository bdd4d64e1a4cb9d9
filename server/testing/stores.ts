// Starts both stores once for a test run, on a folder that goes with it; use-stores.ts takes from them.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migratePostgres } from "#server/migrate-postgres.ts";
import { preparePostgres } from "#server/postgres/embedded-postgres.ts";
import { freePort } from "#server/supervisor/free-port.ts";
import { spawnPart } from "#server/supervisor/spawn-part.ts";

type TestStores = {
  /** Server that may create databases; its `debrief` database is empty and has the newest schema. */
  postgresUrl: string;
  clickhouseUrl: string;
  folder: string;
};

declare module "vitest" {
  export interface ProvidedContext {
    stores: TestStores;
  }
}

async function startPostgres(folder: string) {
  const port = await freePort();
  const options = { parent: folder, instanceId: randomUUID(), port, password: "test", durable: false };
  const { start, url } = await preparePostgres(options);
  const child = await start();
  await migratePostgres(url);
  await forbidConnections(url);
  return { child, url, signal: "SIGINT" as const };
}

// A template can be copied only while nobody is connected to it.
async function forbidConnections(url: string) {
  const client = new pg.Client({ connectionString: url.replace(/debrief$/, "postgres") });
  await client.connect();
  await client.query("ALTER DATABASE debrief ALLOW_CONNECTIONS false");
  await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'debrief'");
  await client.end();
}

async function startClickHouse(folder: string) {
  const port = String(await freePort());
  const args = ["--data", join(folder, "clickhouse"), "--port", port, "--host", "127.0.0.1"];
  const child = await spawnPart({ file: "clickhouse.ts", args: [...args, "--memory-mb", "1000"] });
  return { child, url: `http://127.0.0.1:${port}/default`, signal: "SIGTERM" as const };
}

/** Processes that name the folder of this run in their arguments or environment: left over by a test. */
function leakedProcesses(folder: string): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      const names = `${command}${readFileSync(`/proc/${pid}/environ`, "utf8")}`.includes(folder);
      return names && command ? [`${pid}: ${command.replaceAll("\0", " ")}`] : [];
    } catch {
      return [];
    }
  });
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "debrief-test-"));
  // Run by root, Postgres is another user, who must get through.
  chmodSync(folder, 0o711);
  const [postgres, clickhouse] = await Promise.all([startPostgres(folder), startClickHouse(folder)]);
  project.provide("stores", { postgresUrl: postgres.url, clickhouseUrl: clickhouse.url, folder });
  return async () => {
    for (const { child, signal } of [postgres, clickhouse]) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`A store ended during the tests: ${child.exitCode ?? child.signalCode}`);
      child.kill(signal);
      await once(child, "exit");
    }
    const leaked = leakedProcesses(folder);
    rmSync(folder, { recursive: true, force: true });
    if (leaked.length > 0) throw new Error(`Processes are left over:\n${leaked.join("\n")}`);
  };
}
