// The embedded ClickHouse: a child process with ClickHouse's HTTP interface on one folder of data.
import { fstatSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { env, sizeThreadPool } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { openEngine, type Engine } from "#server/clickhouse/engine.ts";
import { createFront, type Front } from "#server/clickhouse/http-front.ts";
import { readOptions, type Options } from "#server/clickhouse/options.ts";

const STOP_MS = 10_000;

async function stop(front: Front, engine: Engine): Promise<void> {
  front.server.close();
  const end = Date.now() + STOP_MS;
  while (front.busy() > 0 && Date.now() < end) await pause(20);
  front.server.closeAllConnections();
  await Promise.race([engine.close(), pause(Math.max(500, end - Date.now()))]);
}

/** Without its parent nobody would ever stop it, and its folder would stay locked. */
function whenOrphaned(leave: () => void): void {
  process.on("disconnect", leave);
  const input = fstatSync(0);
  // A terminal, a file or /dev/null says nothing about the parent.
  if (!input.isFIFO() && !input.isSocket()) return;
  process.stdin.on("end", leave).on("close", leave).on("error", leave).resume();
}

async function listen(front: Front, options: Options): Promise<number> {
  const { server } = front;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, options.host, resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (!address || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

async function main(): Promise<void> {
  // Every statement in flight takes one thread; the default of four would let long selects hold up inserts.
  sizeThreadPool(16);
  const options = readOptions(process.argv.slice(2));
  const memoryMb = options["memory-mb"];
  const engine = await openEngine(options.data, memoryMb);
  const front = createFront({ engine, password: env().clickhousePassword, memoryMb });
  let stopping = false;
  const leave = () => {
    if (stopping) return;
    stopping = true;
    stop(front, engine)
      .catch((error: unknown) => log.error("ClickHouse did not stop cleanly", { error }))
      .finally(() => process.exit(0));
  };
  process.on("SIGTERM", leave).on("SIGINT", leave);
  const port = await listen(front, options);
  whenOrphaned(leave);
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`);
}

try {
  await main();
} catch (error) {
  log.error(error instanceof Error ? error.message : "ClickHouse did not start", { error });
  process.exit(1);
}
