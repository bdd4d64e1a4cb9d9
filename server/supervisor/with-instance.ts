// For tools that need the stores: the instance that runs on this DATA_DIR, or stores started for the occasion.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { childEnvironment, env, overrideEnvironment } from "#lib/env.ts";
import { openInstance, readRun } from "#server/supervisor/instance.ts";

export type RunningInstance = {
  /** Public origin. */
  url: string;
  /** The instance's own secret: what is derived from it is the same at each run. */
  secret: string;
};

async function startStores(): Promise<ChildProcess> {
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, main, "--stores"], {
    env: childEnvironment({ BASE_URL: env().baseUrl }),
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (!child.stdout) throw new Error("The stores were started without a pipe.");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("The stores are ready")) return child;
  }
  throw new Error("Debrief did not start; the lines above say why.");
}

/** Runs `work` with the stores connected; an instance that was started for it is stopped afterwards. */
export async function withInstance<T>(work: (instance: RunningInstance) => Promise<T>): Promise<T> {
  const { dataDir } = env();
  const outside = env().databaseUrl !== undefined && env().clickhouseUrl !== undefined;
  const child = outside || readRun(dataDir) ? undefined : await startStores();
  try {
    const run = outside ? undefined : readRun(dataDir);
    if (run)
      overrideEnvironment({
        databaseUrl: run.databaseUrl,
        clickhouseUrl: run.clickhouseUrl,
        baseUrl: run.url,
      });
    const secret = env().authSecret ?? (await openInstance(dataDir)).authSecret;
    return await work({ url: env().baseUrl, secret });
  } finally {
    if (child?.exitCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  }
}
