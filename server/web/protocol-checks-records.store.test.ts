// The protocol's must-pass checks 36 to 40: replays, feedback, check-ins, profiles, client reports and limits.
import { deflateSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listAttachments } from "#lib/attachments/queries.ts";
import { readBlob } from "#lib/blobs.ts";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { listFeedback } from "#lib/feedback/queries.ts";
import { findMonitor, listCheckIns } from "#lib/monitors/queries.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { sumOutcomes } from "#lib/outcomes/queries.ts";
import { findProfile, listProfileChunks, readProfileJson } from "#lib/profiles/queries.ts";
import { closeQuotaUsage } from "#lib/quotas/quota-usage.ts";
import { setProjectQuota } from "#lib/quotas/set-quota.ts";
import { findReplay } from "#lib/replays/queries.ts";
import { readRecording } from "#lib/replays/read-recording.ts";
import { findTrace } from "#lib/traces/queries.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { countedOutcomes, knock } from "#server/testing/knock.ts";
import { item, sendEnvelope } from "#server/testing/send-envelope.ts";
import { storedEvent } from "#server/testing/stored-event.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
beforeEach(async () => {
  await flushOutcomes();
  await stores.truncate();
  cast = await createCast();
});
afterEach(() => closeQuotaUsage());

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const TRACE = "771a43a4192642f0b136d5159a501700";
const NOW = Math.floor(Date.now() / 1_000) - 60;
const ALWAYS = { from: null, until: Date.now() + 3_600_000 };
const page = { range: ALWAYS, environments: [], cursor: null, limit: 100 };

describe("replays", () => {
  const segment = (number: number) =>
    item("replay_event", {
      type: "replay_event",
      replay_id: ID,
      event_id: ID,
      segment_id: number,
      replay_type: "session",
      replay_start_timestamp: NOW,
      timestamp: NOW + 5 * (number + 1),
      urls: [`https://shop.example/${number}`],
      error_ids: [],
      trace_ids: [],
      platform: "javascript",
      release: "web@1.0.0",
      environment: "production",
      sdk: { name: "sentry.javascript.browser", version: "11.12.0" },
    });
  const recording = (number: number, compressed: boolean) => {
    const at = (NOW + 5 * number) * 1_000;
    const span = { op: "resource.fetch", startTimestamp: at / 1_000 + 1, endTimestamp: at / 1_000 + 2 };
    const body = JSON.stringify([
      { type: 3, data: {}, timestamp: at + 4_000 },
      // Performance spans tell seconds, everything else milliseconds, and nothing is in order.
      { type: 5, data: { tag: "performanceSpan", payload: span }, timestamp: at / 1_000 + 1 },
      { type: 4, data: { href: "https://shop.example/", width: 800, height: 600 }, timestamp: at },
    ]);
    const head = Buffer.from(`{"segment_id":${number}}\n`);
    return item(
      "replay_recording",
      Buffer.concat([head, compressed ? deflateSync(body) : Buffer.from(body)]),
    );
  };

  it("check 36: three segments of one id, zlib and plain, seconds and milliseconds, in any order", async () => {
    for (const [number, compressed] of [
      [2, true],
      [0, false],
      [1, true],
    ] as const) {
      const items = [segment(number), recording(number, compressed)];
      expect((await sendEnvelope(cast, { event_id: ID }, items)).status).toBe(200);
      await drainJournal();
    }
    const replay = await findReplay([cast.web], ID);
    expect(replay).toMatchObject({
      segmentCount: 3,
      missing: [],
      startedAt: NOW * 1_000,
      urls: [0, 1, 2].map((number) => `https://shop.example/${number}`),
    });
    const played = await Array.fromAsync(readRecording(replay?.segments ?? []));
    expect(played.map(({ segmentId }) => segmentId)).toEqual([0, 1, 2]);
    const times = played.flatMap(({ events }) => events.map(({ timestamp }) => timestamp - NOW * 1_000));
    expect(times).toEqual([0, 1_000, 4_000, 5_000, 6_000, 9_000, 10_000, 11_000, 14_000]);
    expect(await countedOutcomes()).toEqual(["replay accepted=3"]);
  });
});

describe("feedback", () => {
  const feedback = () =>
    item("feedback", {
      type: "feedback",
      level: "info",
      event_id: ID,
      timestamp: NOW,
      platform: "javascript",
      environment: "production",
      contexts: {
        feedback: {
          message: "The button does nothing",
          contact_email: "ada@shop.example",
          name: "Ada",
          url: "https://shop.example/cart",
          source: "widget",
          replay_id: "b".repeat(32),
        },
      },
    });

  it("check 37: feedback comes with its screenshot; a revoked key is a 403 that the widget can read", async () => {
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    const file = {
      filename: "screenshot.png",
      content_type: "image/png",
      attachment_type: "event.attachment",
    };
    const items = [feedback(), item("attachment", png, file)];
    expect((await sendEnvelope(cast, { event_id: ID }, items)).status).toBe(200);
    await drainJournal();
    const found = await listFeedback([cast.web], { ...page, status: null });
    expect(found.items).toMatchObject([
      {
        eventId: ID,
        message: "The button does nothing",
        email: "ada@shop.example",
        source: "widget",
        replayId: "b".repeat(32),
      },
    ]);
    const [screenshot] = await listAttachments(cast.web, ID);
    expect(screenshot).toMatchObject({ name: "screenshot.png", contentType: "image/png", size: png.length });
    expect(await readBlob(screenshot?.blobKey ?? "", 1_000)).toEqual(png);

    const publicKey = "b".repeat(32);
    const data = { projectId: cast.web.projectId, label: "Old", publicKey, secretKey: "c".repeat(32) };
    await db().projectKey.create({ data: { ...data, isActive: false } });
    const refused = await sendEnvelope({ ...cast, publicKey }, { event_id: "d".repeat(32) }, [feedback()]);
    expect(refused).toMatchObject({ status: 403, headers: { "access-control-allow-origin": "*" } });
    await drainJournal();
    expect((await listFeedback([cast.web], { ...page, status: null })).items).toHaveLength(1);
  });
});

describe("check-ins", () => {
  it("check 38: a check-in sets its monitor up, the zero id ends the latest run, a GET is 202", async () => {
    const monitor_config = {
      schedule: { type: "crontab", value: "0 3 * * *" },
      checkin_margin: 5,
      max_runtime: 30,
      timezone: "Europe/Berlin",
    };
    const checkIn = (parts: object) =>
      sendEnvelope(cast, { event_id: ID }, [
        // Python puts a whole event around it.
        item("check_in", {
          type: "check_in",
          event_id: ID,
          platform: "python",
          monitor_slug: "nightly",
          ...parts,
        }),
      ]);
    const began = { check_in_id: "a".repeat(32), status: "in_progress", environment: "production" };
    expect((await checkIn({ ...began, monitor_config })).status).toBe(200);
    await drainJournal();
    const monitor = await findMonitor([cast.web], { slug: "nightly" });
    expect(monitor?.config).toMatchObject({ timezone: "Europe/Berlin" });
    const runs = async (slug: string) => {
      const found = await findMonitor([cast.web], { slug });
      return found ? (await listCheckIns(found, page)).items : [];
    };
    expect(await runs("nightly")).toMatchObject([{ status: "IN_PROGRESS" }]);
    const nil = { check_in_id: "0".repeat(32), environment: "production" };
    expect((await checkIn({ ...nil, status: "ok", duration: 2.5 })).status).toBe(200);
    await drainJournal();
    expect(await runs("nightly")).toMatchObject([
      { checkInId: "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa", status: "OK", durationMs: 2_500 },
    ]);

    const cron = `/api/${cast.web.projectId}/cron/backup/${cast.publicKey}/`;
    expect((await knock(`${cron}?status=in_progress`, { method: "GET" })).status).toBe(202);
    expect((await knock(`${cron}?status=error&duration=3`, { method: "GET" })).status).toBe(202);
    await drainJournal();
    expect(await runs("backup")).toMatchObject([{ status: "ERROR", durationMs: 3_000 }]);
  });
});

describe("profiles and client reports", () => {
  const stack = {
    frames: [{ function: "main", filename: "app.py", lineno: 3, in_app: true }],
    stacks: [[0]],
    thread_metadata: { "1": { name: "MainThread" } },
  };

  it("check 39: Python's profile before its transaction, a browser's chunk, a report without header", async () => {
    const profile = {
      version: "1",
      event_id: "a".repeat(32),
      platform: "python",
      timestamp: new Date(NOW * 1_000).toISOString(),
      release: "shop@2.0.0",
      environment: "production",
      device: { architecture: "x86_64" },
      os: { name: "Linux", version: "6.1" },
      runtime: { name: "CPython", version: "3.13" },
      transactions: [
        {
          id: ID,
          name: "/pay",
          trace_id: TRACE,
          active_thread_id: "1",
          relative_start_ns: "0",
          relative_end_ns: "9",
        },
      ],
      profile: {
        ...stack,
        samples: ["1000000", "11000000"].map((ns) => ({
          elapsed_since_start_ns: ns,
          thread_id: "1",
          stack_id: 0,
        })),
      },
    };
    const transaction = {
      type: "transaction",
      transaction: "/pay",
      platform: "python",
      start_timestamp: new Date(NOW * 1_000).toISOString(),
      timestamp: new Date((NOW + 1) * 1_000).toISOString(),
      contexts: {
        trace: { trace_id: TRACE, span_id: "a".repeat(16), op: "http.server" },
        profile: { profile_id: "a".repeat(32) },
      },
      spans: [],
    };
    const python = [item("profile", profile), item("transaction", transaction)];
    expect((await sendEnvelope(cast, { event_id: ID }, python)).status).toBe(200);
    const chunk = {
      version: "2",
      profiler_id: "b".repeat(32),
      chunk_id: "c".repeat(32),
      platform: "javascript",
      client_sdk: { name: "sentry.javascript.browser", version: "11.12.0" },
      release: "web@1.0.0",
      profile: {
        ...stack,
        samples: [0, 1].map((s) => ({ timestamp: NOW + s, thread_id: "1", stack_id: 0 })),
      },
    };
    const browser = item("profile_chunk", chunk, { platform: "javascript" });
    expect((await sendEnvelope(cast, {}, [browser])).status).toBe(200);
    const report = {
      timestamp: NOW,
      discarded_events: [{ reason: "before_send", category: "error", quantity: 4 }],
    };
    const answer = await sendEnvelope(cast, {}, [item("client_report", report)]);
    expect([answer.status, answer.text]).toEqual([200, "{}"]);
    await drainJournal();

    const found = await findProfile(cast.web, "a".repeat(32));
    expect(found && JSON.parse((await readProfileJson(found)) ?? "")).toEqual(profile);
    const [root] = (await findTrace(cast.alice.access, TRACE))?.spans ?? [];
    expect(root).toMatchObject({ eventId: ID, transaction: "/pay", profileId: "a".repeat(32) });
    expect(await listProfileChunks([cast.web], "b".repeat(32), ALWAYS)).toMatchObject([
      { chunkId: "c".repeat(32), start: NOW * 1e6, end: (NOW + 1) * 1e6 },
    ]);
    const { groups } = await sumOutcomes([cast.web], {
      from: Date.now() - 3_600_000,
      until: Date.now() + 3_600_000,
      bucketMs: 3_600_000,
      groupBy: ["category", "outcome", "reason"],
      outcomes: ["client_discard"],
    });
    expect(groups).toMatchObject([{ by: { category: "error", reason: "before_send" }, total: 4 }]);
  });
});

describe("limits", () => {
  const event = item("event", { message: "hello" });
  const session = (sid: string) =>
    item("session", { sid, started: new Date().toISOString(), init: true, attrs: { release: "web@1" } });
  const send = (eventId: string, ...items: Parameters<typeof sendEnvelope>[2]) =>
    sendEnvelope(cast, { event_id: eventId }, items);

  it("check 40: a limit stops the categories that it names and no other, and 429 names them all", async () => {
    await setProjectQuota(cast.web, { category: "error", limit: 1, window: 3_600 });
    const first = await send(ID, event, session("1".repeat(32)));
    expect([first.status, first.headers["x-sentry-rate-limits"]]).toEqual([200, undefined]);
    const limited = await send("a".repeat(32), event, session("2".repeat(32)));
    expect(limited.status).toBe(429);
    expect(limited.headers["x-sentry-rate-limits"]).toMatch(/^\d+:error:project:project_quota$/);
    const [seconds] = (limited.headers["x-sentry-rate-limits"] ?? "").split(":");
    expect(limited.headers["retry-after"]).toBe(seconds);
    expect(Number(seconds)).toBeLessThanOrEqual(300);
    const other = await send("b".repeat(32), session("3".repeat(32)));
    expect([other.status, other.headers["x-sentry-rate-limits"]]).toEqual([200, undefined]);
    await drainJournal();
    expect((await storedEvent(cast, ID)).event.message?.formatted).toBe("hello");
    await expect(storedEvent(cast, "a".repeat(32))).rejects.toThrow("is not stored");
    expect(await countedOutcomes()).toEqual([
      "error accepted=1",
      "error rate_limited project_quota=1",
      "session accepted=3",
    ]);
  });

  it("check 40: a limit on everything never says all without naming each category", async () => {
    await setProjectQuota(cast.web, { category: "all", limit: 0, window: 3_600 });
    const { status, headers } = await sendEnvelope(cast, {}, [item("event", { message: "hello" })]);
    expect(status).toBe(429);
    const [, categories = ""] = (headers["x-sentry-rate-limits"] ?? "").split(":");
    expect(categories.split(";")).toEqual(
      expect.arrayContaining([
        "error",
        "transaction",
        "span",
        "log_item",
        "session",
        "replay",
        "profile_chunk",
      ]),
    );
  });
});
