// Profiles on their way: posted, digested, read through the Web API.
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { listProfileChunks } from "#lib/profiles/queries.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { askApi, countedOutcomes, postEnvelope, type SentItem } from "#server/testing/envelopes.ts";
import { useStores } from "#server/testing/use-stores.ts";
import { GET as CHUNKS } from "../../app/api/0/organizations/[org]/profiling/chunks/route.ts";
import { GET as PROFILE } from "../../app/api/0/projects/[org]/[project]/profiling/profiles/[profile]/route.ts";

const stores = useStores();
let cast: Cast;
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const ID = "0123456789abcdef0123456789abcdef";
const NOW = Math.floor(Date.now() / 1000) - 100;
const FRAMES = [
  { function: "main", filename: "app.py", lineno: 3, in_app: true },
  { function: "pay", filename: "pay.py", lineno: 9, in_app: true },
];

/** As the Python SDK sends it. */
const profile = (more: object = {}, samples?: object[]) => ({
  version: "1",
  event_id: ID,
  platform: "python",
  timestamp: new Date(NOW * 1000).toISOString(),
  release: "shop@2.0.0",
  environment: "production",
  device: { architecture: "x86_64" },
  os: { name: "Linux", version: "6.1" },
  runtime: { name: "CPython", version: "3.13" },
  transactions: [
    {
      id: "b".repeat(32),
      name: "/pay",
      trace_id: "c".repeat(32),
      active_thread_id: "1",
      relative_start_ns: "0",
    },
  ],
  profile: {
    frames: FRAMES,
    stacks: [[0], [1, 0]],
    samples: samples ?? [
      { elapsed_since_start_ns: "1000000", thread_id: "1", stack_id: 0 },
      { elapsed_since_start_ns: "11000000", thread_id: "1", stack_id: 1 },
    ],
    thread_metadata: { "1": { name: "MainThread" } },
  },
  ...more,
});

const chunk = (second: number, more: object = {}) => ({
  version: "2",
  profiler_id: ID,
  chunk_id: String(second).padStart(32, "d"),
  platform: "javascript",
  client_sdk: { name: "sentry.javascript.browser", version: "11.12.0" },
  release: "web@1.0.0",
  profile: {
    frames: FRAMES,
    stacks: [[0]],
    samples: [
      { timestamp: NOW + second + 0.5, thread_id: "0", stack_id: 0 },
      { timestamp: NOW + second, thread_id: "0", stack_id: 0 },
    ],
    thread_metadata: { "0": { name: "main" } },
  },
  ...more,
});

const post = (...items: SentItem[]) => postEnvelope(cast, { event_id: "f".repeat(32) }, items);
const item = (type: string, payload: object): SentItem => ({
  header: { type, platform: "javascript" },
  payload,
});
const params = { org: "acme", project: "web", profile: ID };

describe("a profile of a transaction", () => {
  it("may come before it", async () => {
    const transaction = {
      type: "transaction",
      transaction: "/pay",
      start_timestamp: NOW,
      timestamp: NOW + 1,
      contexts: { trace: { trace_id: "c".repeat(32), span_id: "a".repeat(16) } },
    };
    expect(await post(item("profile", profile()), item("transaction", transaction))).toBe(200);
    await drainJournal();
    const answer = await askApi(cast.bob, PROFILE, "/", params);
    expect([answer.status, await answer.json()]).toEqual([200, profile()]);
    expect(await countedOutcomes()).toContain("profile accepted=1");
    expect((await db().release.findMany()).map(({ version }) => version)).toEqual(["shop@2.0.0"]);
    expect((await askApi(cast.charlie, PROFILE, "/", params)).status).toBe(404);
  });

  it("is stored once", async () => {
    await post(item("profile", profile()));
    await drainJournal();
    await post(item("profile", profile({ release: "shop@3.0.0" })));
    await drainJournal();
    const answer = await askApi(cast.bob, PROFILE, "/", params);
    expect(await answer.json()).toMatchObject({ release: "shop@2.0.0" });
    expect(await countedOutcomes()).toEqual(["profile accepted=1", "profile duplicate=1"]);
  });

  const sample = (elapsed: string | number, more: object = {}) => ({
    elapsed_since_start_ns: elapsed,
    thread_id: "1",
    stack_id: 0,
    ...more,
  });
  it.each<[name: string, payload: object, reason: string]>([
    ["one sample", profile({}, [sample("1")]), "too_few_samples"],
    ["31 seconds", profile({}, [sample("0"), sample("31000000000")]), "too_long"],
    [
      "a stack that is not there",
      profile({}, [sample("0"), sample("1", { stack_id: 2 })]),
      "invalid_profile",
    ],
    ["a time that is none", profile({}, [sample("0"), sample("soon")]), "invalid_profile"],
    ["no id", profile({ event_id: "x" }), "invalid_profile"],
    ["no samples", profile({ profile: { frames: [], stacks: [] } }), "invalid_profile"],
    ["another version", profile({ version: "3" }), "unsupported_profile"],
  ])("with %s is refused", async (_name, payload, reason) => {
    await post(item("profile", payload));
    await drainJournal();
    expect(await countedOutcomes()).toEqual([`profile invalid:${reason}=1`]);
    expect((await askApi(cast.bob, PROFILE, "/", params)).status).toBe(404);
  });
});

describe("chunks of a continuous profile", () => {
  it("are found by profiler and time", async () => {
    for (const second of [60, 0, 30]) await post(item("profile_chunk", chunk(second)));
    await post(item("profile_chunk_ui", chunk(90)));
    await post(item("profile_chunk", chunk(0)));
    await drainJournal();
    const ask = async (query: string) => {
      const answer = await askApi(cast.bob, CHUNKS, `/chunks/?project=web&${query}`, params);
      return (await answer.json()).map(({ chunk_id: id }: { chunk_id: string }) =>
        Number(id.replaceAll("d", "")),
      );
    };
    expect(await ask(`profiler_id=${ID}`)).toEqual([0, 30, 60, 90]);
    const at = (second: number) => new Date((NOW + second) * 1000).toISOString();
    expect(await ask(`profiler_id=${ID}&start=${at(20)}&end=${at(61)}`)).toEqual([30, 60]);
    expect(await ask(`profiler_id=${"e".repeat(32)}`)).toEqual([]);
    expect(await countedOutcomes()).toEqual(["profile_chunk accepted=4", "profile_chunk duplicate=1"]);
    const [first] = await listProfileChunks([cast.web], ID, { from: null, until: Date.now() });
    expect(first).toMatchObject({ start: NOW * 1e6, end: NOW * 1e6 + 500_000 });
    const foreign = await askApi(cast.charlie, CHUNKS, `/chunks/?profiler_id=${ID}`, { org: "umbrella" });
    expect(await foreign.json()).toEqual([]);
    expect((await askApi(cast.charlie, CHUNKS, "/chunks/", params)).status).toBe(404);
  });

  it("that are none are refused", async () => {
    await post(item("profile_chunk", chunk(0, { chunk_id: null })));
    await post(item("profile_chunk", chunk(0, { profile: { frames: [], stacks: [], samples: [] } })));
    await drainJournal();
    expect(await countedOutcomes()).toEqual([
      "profile_chunk invalid:invalid_profile=1",
      "profile_chunk invalid:too_few_samples=1",
    ]);
  });
});
