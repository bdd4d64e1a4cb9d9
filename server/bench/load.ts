// The load generator: a bounded number of keep-alive connections, for a bounded time, to this machine only.
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { openConnection, type Connection } from "#server/bench/connection.ts";

/** What one generator saw; those of several can be put together. */
export const Samples = z.object({
  sent: z.number(),
  seconds: z.number(),
  /** Milliseconds from the first byte sent to the answer. */
  accepted: z.array(z.number()),
  refused: z.array(z.number()),
  statuses: z.record(z.string(), z.number()),
});
export type Samples = z.infer<typeof Samples>;

export type Latency = { p50: number; p99: number; max: number };

export type LoadResult = {
  sent: number;
  accepted: number;
  seconds: number;
  perSecond: number;
  latency: Latency;
  /** Answered with 429 or 503. */
  refusedPerSecond: number;
  refusedLatency: Latency | null;
  statuses: Record<string, number>;
};

export type Load = {
  port: number;
  path: string;
  seconds: number;
  connections: number;
  /** Requests a second over all connections; Infinity: each connection sends as soon as it may. */
  rate: number;
  body: () => Buffer;
};

const REFUSALS = [429, 503];

export const round = (value: number) => Math.round(value * 10) / 10;

/** The value below which `share` of the sorted numbers lie. */
const quantile = (sorted: readonly number[], share: number) =>
  round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

function latencyOf(times: readonly number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: round(sorted.at(-1) ?? 0) };
}

/** Puts together what generators saw that ran at the same time. */
export function summarize(samples: readonly Samples[]): LoadResult {
  const seconds = Math.max(...samples.map((one) => one.seconds));
  const accepted = samples.flatMap((one) => one.accepted);
  const refused = samples.flatMap((one) => one.refused);
  const statuses: Record<string, number> = {};
  for (const one of samples)
    for (const [status, count] of Object.entries(one.statuses))
      statuses[status] = (statuses[status] ?? 0) + count;
  return {
    sent: samples.reduce((sum, one) => sum + one.sent, 0),
    accepted: accepted.length,
    seconds: round(seconds),
    perSecond: Math.round(accepted.length / seconds),
    latency: latencyOf(accepted),
    refusedPerSecond: Math.round(refused.length / seconds),
    refusedLatency: refused.length > 0 ? latencyOf(refused) : null,
    statuses,
  };
}

/** Sends for the given time and waits for the last answers. */
export async function collectSamples(load: Load): Promise<Samples> {
  const connections = Array.from({ length: load.connections }, () => openConnection(load.port, load.path));
  // Before the load, as they stay open: Node takes one new connection in a turn of its event loop.
  await Promise.all(connections.map((connection) => connection.connect()));
  const started = performance.now();
  const until = started + load.seconds * 1_000;
  const samples: Samples = { sent: 0, seconds: 0, accepted: [], refused: [], statuses: {} };
  const send = async (connection: Connection) => {
    while (performance.now() < until) {
      // Paced: the next request is due when its turn comes, however slow the last answer was.
      const due = started + (samples.sent / load.rate) * 1_000;
      samples.sent += 1;
      if (due >= until) {
        samples.sent -= 1;
        break;
      }
      if (due > performance.now()) await pause(due - performance.now());
      const { status, ms } = await connection.post(load.body());
      samples.statuses[status] = (samples.statuses[status] ?? 0) + 1;
      if (status === 200) samples.accepted.push(round(ms));
      else if (REFUSALS.includes(status)) samples.refused.push(round(ms));
    }
    connection.close();
  };
  await Promise.all(connections.map(send));
  samples.seconds = (performance.now() - started) / 1_000;
  return samples;
}

/** The same from this process, summed up. */
export const runLoad = async (load: Load): Promise<LoadResult> => summarize([await collectSamples(load)]);
