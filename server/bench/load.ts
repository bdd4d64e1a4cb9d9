// The load generator: a bounded number of keep-alive connections, for a bounded time, to this machine only.
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

export type LoadResult = {
  sent: number;
  accepted: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds from the first byte sent to the answer. */
  latency: { p50: number; p99: number; max: number };
  statuses: Record<string, number>;
};

type Load = {
  port: number;
  path: string;
  seconds: number;
  connections: number;
  /** Requests a second over all connections; Infinity: each connection sends as soon as it may. */
  rate: number;
  body: () => Buffer;
};

function post(agent: Agent, load: Load): Promise<{ status: number; ms: number }> {
  const body = load.body();
  const started = performance.now();
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, ms: performance.now() - started });
    const outgoing = request(
      {
        agent,
        host: "127.0.0.1",
        port: load.port,
        path: load.path,
        method: "POST",
        headers: { "content-length": body.length },
      },
      (response) => {
        response.resume();
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, ms: performance.now() - started }),
        );
        response.on("error", failed);
      },
    );
    outgoing.on("error", failed);
    outgoing.end(body);
  });
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The value below which `share` of the sorted numbers lie. */
const quantile = (sorted: readonly number[], share: number) =>
  round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

/** Sends for the given time and waits for the last answers. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const started = performance.now();
  const until = started + load.seconds * 1_000;
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let sent = 0;
  const connection = async () => {
    while (performance.now() < until) {
      // Paced: the next request is due when its turn comes, however slow the last answer was.
      const due = started + (sent / load.rate) * 1_000;
      if (due > performance.now()) await pause(due - performance.now());
      if (performance.now() >= until) return;
      sent += 1;
      const { status, ms } = await post(agent, load);
      statuses[status] = (statuses[status] ?? 0) + 1;
      times.push(ms);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  agent.destroy();
  const seconds = (performance.now() - started) / 1_000;
  const accepted = statuses["200"] ?? 0;
  const sorted = times.sort((a, b) => a - b);
  const latency = { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: round(sorted.at(-1) ?? 0) };
  return {
    sent,
    accepted,
    seconds: round(seconds),
    perSecond: Math.round(accepted / seconds),
    latency,
    statuses,
  };
}
