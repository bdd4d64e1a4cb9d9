// More than the product can take: half of its most, then twice of it, from several processes and with many
// connections, so that the load does not wait for the answers.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "#lib/env.ts";
import { Samples, summarize, type LoadResult } from "#server/bench/load.ts";
import type { LoadOrder } from "#server/bench/load-process.ts";

const CONNECTIONS = 1_000;

async function collectElsewhere(order: LoadOrder): Promise<Samples> {
  const entry = fileURLToPath(new URL("load-process.ts", import.meta.url));
  const child = spawn(process.execPath, [entry, JSON.stringify(order)], {
    env: childEnvironment({}),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return Samples.parse(JSON.parse(output));
}

/** Offers `rate` requests a second from `processes` processes together. */
export async function runLoadProcesses(order: LoadOrder, processes: number): Promise<LoadResult> {
  const share = {
    ...order,
    rate: order.rate / processes,
    connections: Math.ceil(order.connections / processes),
  };
  return summarize(await Promise.all(Array.from({ length: processes }, () => collectElsewhere(share))));
}

export type Overload = {
  /** Requests a second that were to be sent: twice the most that was accepted. */
  offeredPerSecond: number;
  /** Those that were: the generator shares the machine. */
  sentPerSecond: number;
  acceptedShareOfMost: number;
} & LoadResult;

/** @param most requests a second that are accepted at most. */
export async function measureOverload(
  order: Omit<LoadOrder, "rate" | "connections">,
  most: number,
  processes: number,
): Promise<Overload> {
  const rate = 2 * most;
  const result = await runLoadProcesses({ ...order, rate, connections: CONNECTIONS }, processes);
  return {
    offeredPerSecond: rate,
    sentPerSecond: Math.round(result.sent / result.seconds),
    acceptedShareOfMost: Math.round((result.perSecond / most) * 100) / 100,
    ...result,
  };
}
