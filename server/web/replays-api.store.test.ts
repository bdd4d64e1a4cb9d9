// Session replays on their way: segments posted in any order, read as one.
import { randomBytes } from "node:crypto";
import { deflateSync, gzipSync } from "node:zlib";
import { encode } from "@msgpack/msgpack";
import { beforeEach, describe, expect, it } from "vitest";
import { blobs, readBlob } from "#lib/blobs.ts";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { findReplay, listReplays } from "#lib/replays/queries.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { askApi, countedOutcomes, postEnvelope, type SentItem } from "#server/testing/envelopes.ts";
import { useStores } from "#server/testing/use-stores.ts";
import { GET as ONE } from "../../app/api/0/organizations/[org]/replays/[replay]/route.ts";
import { GET as LIST } from "../../app/api/0/organizations/[org]/replays/route.ts";
import { GET as SEGMENTS } from "../../app/api/0/projects/[org]/[project]/replays/[replay]/recording-segments/route.ts";

const stores = useStores();
let cast: Cast;
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const ID = "0123456789abcdef0123456789abcdef";
const START = Math.floor(Date.now() / 1000) - 60;
const params = { org: "acme", project: "web", replay: ID };

const replayEvent = (segment: number, more: object = {}): SentItem => ({
  header: { type: "replay_event" },
  payload: {
    type: "replay_event",
    replay_id: ID,
    event_id: ID,
    segment_id: segment,
    replay_type: "session",
    replay_start_timestamp: START,
    timestamp: START + 5 * (segment + 1),
    urls: [`https://shop.example/${segment}`],
    error_ids: [],
    trace_ids: [`${segment}`.padStart(32, "a")],
    platform: "javascript",
    release: "web@1.0.0",
    environment: "production",
    user: { id: "7", email: "ada@example.com" },
    tags: { plan: `plan-${segment % 2}` },
    sdk: { name: "sentry.javascript.browser", version: "11.12.0" },
    request: {
      headers: {
        "User-Agent":
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      },
    },
    ...more,
  },
});

const recording = (segment: number, body: Uint8Array | string): SentItem => ({
  header: { type: "replay_recording" },
  payload: Buffer.concat([Buffer.from(`{"segment_id":${segment}}\n`), Buffer.from(body)]),
});

/** Two events of a segment, the later one first, and a span that tells seconds. */
const eventsOf = (segment: number) => {
  const at = (START + 5 * segment) * 1_000;
  return [
    { type: 3, timestamp: at + 4_000 },
    { type: 4, timestamp: at },
    { type: 5, timestamp: at / 1_000 + 2 },
  ];
};
const json = (segment: number) => JSON.stringify(eventsOf(segment));
const post = (...items: SentItem[]) => postEnvelope(cast, { event_id: ID }, items);
const everything = {
  range: { from: null, until: Date.now() + 60_000 },
  environments: [],
  cursor: null,
  limit: 100,
};

describe("a replay", () => {
  it("is put together from segments out of order, compressed or not", async () => {
    expect(await post(replayEvent(2), recording(2, gzipSync(json(2))))).toBe(200);
    // The recording may come first.
    expect(await post(recording(0, json(0)), replayEvent(0, { error_ids: ["e".repeat(32)] }))).toBe(200);
    await drainJournal();
    expect(await post(replayEvent(1), recording(1, deflateSync(json(1))))).toBe(200);
    await drainJournal();

    const replay = await findReplay([cast.web], ID);
    expect(replay).toMatchObject({
      startedAt: START * 1_000,
      finishedAt: (START + 15) * 1_000,
      urls: ["https://shop.example/0", "https://shop.example/1", "https://shop.example/2"],
      errorIds: ["e".repeat(32)],
      releases: ["web@1.0.0"],
      browserName: "Chrome",
      userId: "7",
      userEmail: "ada@example.com",
      missing: [],
    });
    expect(replay?.tags["plan"]).toEqual(["plan-0", "plan-1"]);
    expect(replay?.segments.map(({ segmentId, eventCount }) => [segmentId, eventCount])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);

    const answer = await askApi(cast.bob, SEGMENTS, "/recording-segments/?download=true", params);
    const segments: { type: number; timestamp: number }[][] = await answer.json();
    expect(segments.map((events) => events.map(({ type }) => type))).toEqual([
      [4, 5, 3],
      [4, 5, 3],
      [4, 5, 3],
    ]);
    const times = segments.flat().map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBe(START * 1_000);

    const { data } = await (await askApi(cast.bob, ONE, "/", params)).json();
    expect(data).toMatchObject({
      id: ID,
      duration: 15,
      count_segments: 3,
      count_errors: 1,
      count_urls: 3,
      activity: 4,
    });
    const list = await (await askApi(cast.bob, LIST, "/replays/?statsPeriod=1h", params)).json();
    expect(list.data).toEqual([data]);
    expect(await countedOutcomes()).toEqual(["replay accepted=3"]);
    expect((await db().release.findMany()).map(({ version }) => version)).toEqual(["web@1.0.0"]);
  });

  it("keeps the first of two segments with one number", async () => {
    await post(replayEvent(0), recording(0, json(0)));
    await drainJournal();
    await post(replayEvent(0, { urls: ["https://other.example/"] }), recording(0, json(7)));
    await post(replayEvent(0), recording(0, json(7)));
    await drainJournal();
    const replay = await findReplay([cast.web], ID);
    expect(replay?.segments).toHaveLength(1);
    expect(replay?.urls).toEqual(["https://shop.example/0"]);
    expect(await countedOutcomes()).toEqual(["replay accepted=1", "replay duplicate=2"]);
  });

  it("tells what is missing, and plays what is there", async () => {
    await post(replayEvent(3), recording(3, json(3)));
    await post(replayEvent(1), recording(1, json(1)));
    await drainJournal();
    const replay = await findReplay([cast.web], ID);
    expect(replay?.missing).toEqual([0, 2]);
    await blobs().remove(replay!.segments[0]!.blobKey);
    const segments = await (await askApi(cast.bob, SEGMENTS, "/", params)).json();
    expect(segments).toHaveLength(1);
  });

  it("that is large is stored while it arrives, and read all the same", async () => {
    const noise = Array.from({ length: 30 }, (_, index) => ({
      type: 3,
      timestamp: START * 1_000 + index,
      data: randomBytes(60_000).toString("base64"),
    }));
    // 1.8 MB, and 2.4 MB as it is.
    const body = deflateSync(JSON.stringify(noise));
    await post(replayEvent(0), recording(0, body));
    await post(replayEvent(1), recording(1, JSON.stringify(noise)));
    await drainJournal();
    const replay = await findReplay([cast.web], ID);
    expect(replay?.segments.map(({ blobEncoding, eventCount }) => [blobEncoding, eventCount])).toEqual([
      ["deflate", 30],
      ["recording", 0],
    ]);
    const segments = await (await askApi(cast.bob, SEGMENTS, "/", params)).json();
    expect(segments.map((events: unknown[]) => events.length)).toEqual([30, 30]);
  });

  it.each<[name: string, items: SentItem[], outcome: string]>([
    [
      "corrupt zlib",
      [replayEvent(0), recording(0, deflateSync(json(0)).subarray(0, 30))],
      "corrupt_recording",
    ],
    ["no list", [replayEvent(0), recording(0, deflateSync("{}"))], "invalid_recording"],
    ["no event", [recording(0, json(0))], "missing_replay_event"],
    ["no recording", [replayEvent(0)], "missing_recording"],
    ["no number", [replayEvent(0, { segment_id: "x" }), recording(0, json(0))], "missing_segment_id"],
    [
      "an event that is no JSON",
      [{ header: { type: "replay_event" }, payload: "{" }, recording(0, json(0))],
      "invalid_json",
    ],
  ])("is not made of a segment with %s", async (_name, items, reason) => {
    expect(await post(...items)).toBe(200);
    await drainJournal();
    expect(await findReplay([cast.web], ID)).toBeNull();
    expect(await countedOutcomes()).toEqual([`replay invalid:${reason}=1`]);
  });

  it("of a phone comes with its video", async () => {
    const video = randomBytes(5_000);
    const parts = {
      replay_event: Buffer.from(JSON.stringify(replayEvent(0).payload)),
      replay_recording: recording(0, json(0)).payload,
      replay_video: video,
    };
    await post({ header: { type: "replay_video" }, payload: encode(parts) });
    await post({ header: { type: "replay_video" }, payload: encode({ replay_event: 1 }) });
    await drainJournal();
    const segment = (await findReplay([cast.web], ID))!.segments[0]!;
    expect(segment).toMatchObject({ eventCount: 3, videoBytes: 5_000 });
    expect(Buffer.compare((await readBlob(segment.videoKey, 10_000))!, video)).toBe(0);
    expect(await countedOutcomes()).toEqual(["replay accepted=1", "replay invalid:invalid_replay_video=1"]);
  });

  it("is nobody else's", async () => {
    await post(replayEvent(0), recording(0, json(0)));
    await drainJournal();
    await db().project.create({
      data: { organizationId: cast.charlie.access.organizationId, slug: "web", name: "Web" },
    });
    for (const org of ["acme", "umbrella"])
      for (const handler of [ONE, SEGMENTS])
        expect((await askApi(cast.charlie, handler, "/", { ...params, org })).status).toBe(404);
    const list = await (await askApi(cast.charlie, LIST, "/", { ...params, org: "umbrella" })).json();
    expect(list.data).toEqual([]);
  });
});

it("lists replays page by page, newest first, within the range", async () => {
  const ids = ["1", "2", "3"].map((digit) => digit.repeat(32));
  for (const [index, id] of ids.entries())
    for (const segment of [0, 1]) {
      const start = START - 1_000 * index;
      const more = { replay_id: id, replay_start_timestamp: start, timestamp: start + 5 * (segment + 1) };
      await postEnvelope(cast, { event_id: id }, [
        replayEvent(segment, more),
        recording(segment, json(segment)),
      ]);
    }
  await drainJournal();
  const first = await listReplays([cast.web], { ...everything, limit: 2 });
  expect(first.items.map(({ replayId, segmentCount }) => [replayId, segmentCount])).toEqual([
    [ids[0], 2],
    [ids[1], 2],
  ]);
  const second = await listReplays([cast.web], { ...everything, limit: 2, cursor: first.next });
  expect([second.items.map(({ replayId }) => replayId), second.next]).toEqual([[ids[2]], null]);
  const range = { from: (START - 500) * 1_000, until: Date.now() };
  expect((await listReplays([cast.web], { ...everything, range })).items).toHaveLength(1);
  expect((await listReplays([cast.web], { ...everything, environments: ["staging"] })).items).toEqual([]);
});
