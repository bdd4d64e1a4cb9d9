// `npm run bench`: how much the whole product accepts and processes in a second on this machine, with the load
// generator beside it. Prints one JSON object. The absolute figures say as much about the machine as about
// Debrief: compare the ratios of one run.
//   --profile errors|mixed   what is sent (server/bench/profile.ts)
//   --overload               half of the most, then twice of it
//   --minutes 10             a soak at --rate instead of everything else: does memory grow?
// `npm run bench -- grouping` needs no load: are errors of known causes grouped by cause? (server/bench/grouping)
// `npm run bench -- queries` asks lists, searches and issues of stores that are filled (server/bench/queries.ts).
// `npm run bench -- conditions` needs no load: are planted conditions found? (server/bench/conditions.ts)
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureConditions } from "#server/bench/conditions.ts";
import { measureFloor } from "#server/bench/floor-run.ts";
import { measureGrouping } from "#server/bench/grouping/measure.ts";
import { openInstance } from "#server/bench/instance.ts";
import { runLoad, type LoadResult } from "#server/bench/load.ts";
import { memoryOf } from "#server/bench/memory.ts";
import { measureOverload } from "#server/bench/overload.ts";
import { bodiesOf, Profile } from "#server/bench/profile.ts";
import { measureQueries } from "#server/bench/queries.ts";
import { watchMemory } from "#server/bench/soak.ts";

const {
  values: options,
  positionals: [only],
} = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "60" },
    rate: { type: "string", default: "500" },
    connections: { type: "string", default: "64" },
    causes: { type: "string", default: "200" },
    profile: { type: "string", default: "errors" },
    overload: { type: "boolean", default: false },
    processes: { type: "string", default: "2" },
    minutes: { type: "string" },
  },
});
const seconds = Number(options.seconds);
const causes = Number(options.causes);
const connections = Number(options.connections);
const rate = Number(options.rate);
const profile = Profile.parse(options.profile);
const body = bodiesOf(profile, causes);
const say = (line: string) => process.stderr.write(`${line}\n`);
const short = Math.min(seconds, 20);

if (only === "grouping") {
  const of = (version: 1 | 2) => measureGrouping({ count: 20_000, seed: 1, version });
  process.stdout.write(`${JSON.stringify({ ...of(1), version2: of(2) }, null, 2)}\n`);
  process.exit();
}
if (only === "conditions") {
  process.stdout.write(`${JSON.stringify(measureConditions(Math.random, 200), null, 2)}\n`);
  process.exit();
}

if (only === "queries") {
  process.stdout.write(`${JSON.stringify(await measureQueries(say), null, 2)}\n`);
  process.exit();
}

type Digested = LoadResult & { processedPerSecond: number; secondsBehind: number };

const dataDir = await mkdtemp(join(tmpdir(), "debrief-bench-"));
const instance = await openInstance(dataDir);
const load = { port: instance.port, path: instance.path, connections, body };

/** Sends, then waits until everything that was accepted is processed. */
async function digested(work: () => Promise<LoadResult>): Promise<Digested> {
  const started = performance.now();
  const result = await work();
  const sent = performance.now();
  await instance.untilDigested();
  const total = (performance.now() - started) / 1_000;
  return {
    ...result,
    processedPerSecond: Math.round(result.accepted / total),
    secondsBehind: Math.round((performance.now() - sent) / 100) / 10,
  };
}
const measure = (pace: number, time: number) =>
  digested(() => runLoad({ ...load, rate: pace, seconds: time }));

/** Everything but the soak. */
async function measureAll() {
  const idle = await memoryOf(instance.pid);
  say("Warming up …");
  await measure(200, 5);
  const before = await instance.countEvents();
  say(`${rate} envelopes a second for ${seconds} s …`);
  const sustained = await measure(rate, seconds);
  say("As fast as it goes …");
  const most = await measure(Infinity, short);
  const busy = await memoryOf(instance.pid);
  const events = (await instance.countEvents()) - before;
  say("The floor: a bare HTTP server that appends to the journal …");
  const floor = await measureFloor({ databaseUrl: instance.databaseUrl, connections, body, seconds: short });
  const acceptedShareOfFloor = Math.round((most.perSecond / floor.perSecond) * 100) / 100;
  return { sustained, most, events, floor, acceptedShareOfFloor, memoryMiB: { idle, busy } };
}

/** What senders see when half of the most comes, and when twice of it does. */
async function measureOverloaded() {
  const order = { port: instance.port, path: instance.path, seconds: short, profile, causes };
  // The worker digests beside, as it would: nobody waits for it between the steps.
  const offer = (pace: number, time: number) => runLoad({ ...load, rate: pace, seconds: time });
  say("Warming up …");
  await offer(200, 5);
  say("As fast as it goes …");
  const most = await offer(Infinity, short);
  say("Half of that …");
  const half = await offer(most.perSecond / 2, short);
  say("Twice of it …");
  const overload = await measureOverload(order, most.perSecond, Number(options.processes));
  say("Half again …");
  const afterwards = await digested(() => offer(most.perSecond / 2, Math.min(5, short)));
  return { most, half, overload, afterwards };
}

async function soak(minutes: number) {
  say(`${rate} envelopes a second for ${minutes} min …`);
  const [sustained, memory] = await watchMemory(instance.pid, () => measure(rate, minutes * 60));
  return { minutes, sustained, memory };
}

try {
  const measured =
    options.minutes !== undefined
      ? await soak(Number(options.minutes))
      : options.overload
        ? await measureOverloaded()
        : await measureAll();
  process.stdout.write(`${JSON.stringify({ profile, bodyBytes: body().length, ...measured }, null, 2)}\n`);
} finally {
  await instance.stop();
  await rm(dataDir, { recursive: true, force: true });
}
