// A whole Debrief of its own for the benchmark, started as `npm start` starts it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { z } from "zod";
import { childEnvironment } from "#lib/env.ts";
import { readRun } from "#server/supervisor/instance.ts";

const DIGEST_MS = 300_000;
const Bootstrapped = z.object({ url: z.string(), dsn: z.string() });
const entry = (name: string) => fileURLToPath(new URL(`../${name}.ts`, import.meta.url));

function start(dataDir: string) {
  return spawn(process.execPath, [entry("main")], {
    env: childEnvironment({
      PORT: "0",
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      DATABASE_URL: "",
      CLICKHOUSE_URL: "",
    }),
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function bootstrap(dataDir: string): Promise<z.infer<typeof Bootstrapped>> {
  const args = [
    "--org",
    "bench",
    "--project",
    "shop",
    "--email",
    "bench@example.com",
    "--password",
    "bench-password",
  ];
  const child = spawn(process.execPath, [entry("bootstrap"), ...args, "--json"], {
    env: childEnvironment({ DATA_DIR: dataDir, DATABASE_URL: "", CLICKHOUSE_URL: "" }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) output.push(line);
  return Bootstrapped.parse(JSON.parse(output.join("\n")));
}

export type BenchInstance = {
  pid: number;
  port: number;
  /** Where an SDK of the benchmark's project posts to. */
  path: string;
  databaseUrl: string;
  /** Error events that are stored and counted: what a page shows. */
  countEvents: () => Promise<number>;
  /** Until everything that was accepted is stored and counted. */
  untilDigested: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts an instance on `dataDir` and waits until it is ready and has a project. */
export async function openInstance(dataDir: string): Promise<BenchInstance> {
  const child = start(dataDir);
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => line.startsWith("Debrief is ready") && resolve());
    child.once("exit", () => reject(new Error("Debrief did not start")));
  });
  const { url, dsn } = await bootstrap(dataDir);
  const databaseUrl = readRun(dataDir)?.databaseUrl;
  if (!databaseUrl) throw new Error("The instance does not say where its database is");
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const countEvents = async () => {
    const { rows } = await database.query<Record<string, unknown>>(
      "SELECT coalesce(sum(times_seen), 0) AS n FROM issue",
    );
    return z.coerce.number().parse(rows[0]?.["n"]);
  };
  const { username: key, pathname } = new URL(dsn);
  return {
    pid: child.pid ?? 0,
    port: Number(new URL(url).port),
    path: `/api${pathname}/envelope/?sentry_version=7&sentry_key=${key}`,
    databaseUrl,
    countEvents,
    untilDigested: async () => {
      const giveUp = Date.now() + DIGEST_MS;
      // A row leaves the journal in the transaction that counts what it held.
      for (;;) {
        const { rows } = await database.query("SELECT FROM ingest_journal LIMIT 1");
        if (rows.length === 0) return;
        if (Date.now() > giveUp) throw new Error("The journal was not digested in time");
        await pause(50);
      }
    },
    stop: async () => {
      await database.end();
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
