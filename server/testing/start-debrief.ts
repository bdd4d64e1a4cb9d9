// Starts the whole product on a folder of its own, as `npm start` does once everything is built.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, chmodSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { childEnvironment } from "#lib/env.ts";
import { readRun, type Run } from "#server/supervisor/instance.ts";

const MAIN = resolve(import.meta.dirname, "../main.ts");

export type RunningDebrief = {
  url: string;
  dataDir: string;
  /** The supervisor's process id. */
  pid: number;
  /** Store URLs and the process ids of the parts, as they are now. */
  run(): Run;
  /** Asks it to stop, waits, and removes its own folder; throws when it took a hard kill or failed. */
  stop(): Promise<void>;
};

/**
 * Resolves when it is ready. Needs a current build in .next.
 * @param keptFolder its DATA_DIR, which the caller removes; without it, it gets one of its own.
 */
export async function startDebrief(
  environment: Record<string, string> = {},
  keptFolder?: string,
): Promise<RunningDebrief> {
  const dataDir = keptFolder ?? mkdtempSync(join(tmpdir(), "debrief-run-"));
  // Run by root, Postgres is another user, who must get through.
  chmodSync(dataDir, 0o711);
  const fresh = { DATABASE_URL: "", CLICKHOUSE_URL: "", BASE_URL: "", NODE_ENV: "production" };
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN], {
    env: childEnvironment({ ...fresh, PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error", ...environment }),
    // The channel ends it with us, however we end.
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const ready = Promise.race([
    untilReady(child.stdout),
    exited.then(([code]) => Promise.reject(new Error(`Debrief ended with ${code} while it started.`))),
  ]);
  const url = await ready;
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    run: () => {
      const run = readRun(dataDir);
      if (!run) throw new Error("Debrief does not run.");
      return run;
    },
    stop: async () => {
      child.kill("SIGTERM");
      const [code] = await exited;
      if (!keptFolder) rmSync(dataDir, { recursive: true, force: true });
      if (code !== 0) throw new Error(`Debrief ended with ${code}.`);
    },
  };
}

async function untilReady(stdout: NodeJS.ReadableStream | null): Promise<string> {
  if (!stdout) throw new Error("Debrief was started without a pipe.");
  for await (const line of createInterface({ input: stdout })) {
    const url = /^Debrief is ready at (\S+)$/.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error("Debrief ended before it was ready.");
}
