// `npm run bench`: how many events a second the whole product accepts and processes on this machine, with the
// load generator beside it. Prints one JSON object. The absolute figures say as much about the machine as
// about Debrief: compare the ratios of one run.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureFloor } from "#server/bench/floor-run.ts";
import { openInstance } from "#server/bench/instance.ts";
import { runLoad, type LoadResult } from "#server/bench/load.ts";
import { memoryOf } from "#server/bench/memory.ts";
import { sampleEnvelope } from "#server/bench/sample-event.ts";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    rate: { type: "string", default: "500" },
    connections: { type: "string", default: "64" },
    causes: { type: "string", default: "200" },
  },
});
const seconds = Number(options.seconds);
const causes = Number(options.causes);
const connections = Number(options.connections);
const body = () => sampleEnvelope(causes);
const say = (line: string) => process.stderr.write(`${line}\n`);

type Digested = LoadResult & { processed: number; processedPerSecond: number; secondsBehind: number };

const dataDir = await mkdtemp(join(tmpdir(), "debrief-bench-"));
const instance = await openInstance(dataDir);
try {
  const idle = await memoryOf(instance.pid);
  const load = { port: instance.port, path: instance.path, connections, body };

  /** Sends, then waits until everything that was accepted is visible. */
  const measure = async (rate: number, time: number): Promise<Digested> => {
    const before = await instance.countProcessed();
    const started = performance.now();
    const result = await runLoad({ ...load, rate, seconds: time });
    const sent = performance.now();
    await instance.untilProcessed(before + result.accepted);
    const total = (performance.now() - started) / 1_000;
    return {
      ...result,
      processed: (await instance.countProcessed()) - before,
      processedPerSecond: Math.round(result.accepted / total),
      secondsBehind: Math.round((performance.now() - sent) / 100) / 10,
    };
  };

  say("Warming up …");
  await measure(200, 5);
  say(`${options.rate} events a second for ${seconds} s …`);
  const sustained = await measure(Number(options.rate), seconds);
  say("As fast as it goes …");
  const most = await measure(Infinity, Math.min(seconds, 20));
  const busy = await memoryOf(instance.pid);
  say("The floor: a bare HTTP server that appends to the journal …");
  const floor = await measureFloor({
    databaseUrl: instance.databaseUrl,
    connections,
    body,
    seconds: Math.min(seconds, 20),
  });
  const result = {
    eventBytes: body().length,
    sustained,
    most,
    floor,
    acceptedShareOfFloor: Math.round((most.perSecond / floor.perSecond) * 100) / 100,
    memoryMiB: { idle, busy },
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  await instance.stop();
  await rm(dataDir, { recursive: true, force: true });
}
