// The embedded ClickHouse as a real process, for tests that start, kill and restart it.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from "@clickhouse/client";
import { childEnvironment } from "#lib/env.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export type ClickHouseProcess = {
  child: ChildProcess;
  url: string;
  client: ClickHouseClient;
  /** Sends the signal, waits for the end, and returns the exit code; null after a kill. */
  end: (signal: "SIGTERM" | "SIGKILL") => Promise<number | null>;
};

/** Starts it on `data`; fails with what it printed when it does not get ready. */
export async function startClickHouse(
  data: string,
  options: { password?: string; memoryMb?: number } = {},
): Promise<ClickHouseProcess> {
  const { password = "", memoryMb = 512 } = options;
  const args = [join(ROOT, "server/clickhouse.ts"), "--data", data, "--memory-mb", String(memoryMb)];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: childEnvironment({ CLICKHOUSE_PASSWORD: password, LOG_LEVEL: "error" }),
    stdio: ["pipe", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  const line = await Promise.race([once(createInterface(child.stdout), "line"), exited]);
  if (child.exitCode !== null) throw new Error(`ClickHouse ended with ${child.exitCode}: ${complaints}`);
  const { port }: { port: number } = JSON.parse(String(line[0]));
  const url = `http://127.0.0.1:${port}`;
  const client = createClient({
    url,
    password,
    keep_alive: { enabled: true, idle_socket_ttl: 2_000 },
    // Failures are what these tests look for.
    log: { level: ClickHouseLogLevel.OFF },
  });
  return {
    child,
    url,
    client,
    async end(signal) {
      await client.close();
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}
