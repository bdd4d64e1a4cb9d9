// The protocol's must-pass checks 31 to 35: spans, transactions and sessions, read as the pages read them.
import { beforeEach, describe, expect, it } from "vitest";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { countSessions } from "#lib/sessions/queries.ts";
import { buildTree } from "#lib/traces/build-tree.ts";
import { findSpan, findTrace, findVitals } from "#lib/traces/queries.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import type { SentItem } from "#server/testing/envelopes.ts";
import { countedOutcomes } from "#server/testing/knock.ts";
import { container, item, sendEnvelope } from "#server/testing/send-envelope.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
beforeEach(async () => {
  await flushOutcomes();
  await stores.truncate();
  cast = await createCast();
});

const TRACE = "771a43a4192642f0b136d5159a501700";
const ROOT = "88da1b2c3d4e5f60";
const EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const NOW = Math.floor(Date.now() / 1_000) - 60;

const send = async (...items: SentItem[]) => {
  // As JavaScript 11: a header without id or time, but with the trace.
  const trace = { trace_id: TRACE, public_key: cast.publicKey, release: "shop@1.0.0", sampled: "true" };
  return (await sendEnvelope(cast, { trace }, items)).status;
};

/** A span as JavaScript 11 streams it. */
const span = (number: number, op: string, parts: object = {}, attributes: object = {}) => ({
  trace_id: TRACE,
  span_id: number.toString(16).padStart(16, "c"),
  parent_span_id: ROOT,
  name: `span ${number}`,
  status: "ok",
  is_segment: false,
  start_timestamp: NOW + number / 10,
  end_timestamp: NOW + number / 10 + 0.05,
  attributes: {
    "sentry.trace_lifecycle": { value: "stream", type: "string" },
    "sentry.segment.id": { value: ROOT, type: "string" },
    "sentry.segment.name": { value: "/shop", type: "string" },
    "sentry.sdk.name": { value: "sentry.javascript.browser", type: "string" },
    "sentry.sdk.version": { value: "11.12.0", type: "string" },
    "sentry.release": { value: "shop@1.0.0", type: "string" },
    "sentry.environment": { value: "production", type: "string" },
    "sentry.op": { value: op, type: "string" },
    ...attributes,
  },
  ...parts,
});
const segment = (parts: object = {}) =>
  span(
    0,
    "pageload",
    {
      span_id: ROOT,
      parent_span_id: undefined,
      name: "/shop",
      is_segment: true,
      end_timestamp: NOW + 2,
      ...parts,
    },
    {
      "sentry.segment.name.source": { value: "route", type: "string" },
      "browser.web_vital.ttfb.value": { value: 120, type: "double" },
    },
  );

const trace = async () => (await findTrace(cast.alice.access, TRACE))?.spans ?? [];

describe("streamed spans", () => {
  it("check 31: children before their segment and in other envelopes make one tree, without any transaction", async () => {
    expect(await send(container("span", [span(2, "resource.script"), span(1, "browser.connect")]))).toBe(200);
    await drainJournal();
    expect(await send(container("span", [segment(), span(3, "http.client")]))).toBe(200);
    expect(await send(container("span", [span(4, "http.client")]))).toBe(200);
    await drainJournal();
    const { roots } = buildTree(await trace());
    expect(roots).toHaveLength(1);
    expect(roots[0]?.span).toMatchObject({
      spanId: ROOT,
      isSegment: true,
      transaction: "/shop",
      eventId: "",
    });
    expect(roots[0]?.children.map(({ span: { op } }) => op)).toEqual([
      "browser.connect",
      "resource.script",
      "http.client",
      "http.client",
    ]);
    const spans = await trace();
    expect(new Set(spans.map(({ segmentId, release }) => `${segmentId} ${release}`))).toEqual(
      new Set([`${ROOT} shop@1.0.0`]),
    );
    expect(await countedOutcomes()).toEqual(["span accepted=5"]);
  });

  it("check 32: an item_count that does not match drops the item and harms no other; the answer is 200", async () => {
    const log = { timestamp: NOW, trace_id: TRACE, level: "info", body: "kept" };
    expect(await send(container("span", [segment()], 2), container("log", [log]))).toBe(200);
    await drainJournal();
    expect(await trace()).toEqual([]);
    expect(await countedOutcomes()).toEqual(["log_item accepted=1", "span invalid item_count_mismatch=2"]);
  });

  it("check 33: an INP span that comes on page hide belongs to its page load", async () => {
    await send(container("span", [segment()]));
    await drainJournal();
    expect(Object.fromEntries(await findVitals(cast.alice.access, TRACE))).toEqual({ [ROOT]: { ttfb: 120 } });
    const vital = (name: string, value: number) => ({
      [`browser.web_vital.${name}.value`]: { value, type: "double" },
    });
    const late = { start_timestamp: NOW + 40, end_timestamp: NOW + 40.2 };
    await send(container("span", [span(9, "ui.interaction.click", late, vital("inp", 184))]));
    await drainJournal();
    const vitals = await findVitals(cast.alice.access, TRACE);
    expect(Object.fromEntries(vitals)).toEqual({ [ROOT]: { ttfb: 120, inp: 184 } });
    expect(buildTree(await trace()).roots[0]?.children).toMatchObject([
      { span: { op: "ui.interaction.click" } },
    ]);
  });
});

describe("transactions", () => {
  it("check 34: a transaction with measurements, and its gen_ai span in an item beside it", async () => {
    // As JavaScript 10 and 11 with a static life cycle.
    const transaction = {
      event_id: EVENT,
      type: "transaction",
      transaction: "POST /chat",
      transaction_info: { source: "route" },
      platform: "node",
      release: "api@3.0.0",
      environment: "production",
      start_timestamp: NOW,
      timestamp: NOW + 3,
      contexts: {
        trace: {
          trace_id: TRACE,
          span_id: ROOT,
          op: "http.server",
          status: "ok",
          origin: "auto.http.server",
        },
      },
      measurements: { "app.start": { value: 812, unit: "millisecond" }, rows: { value: 7, unit: "none" } },
      spans: [
        {
          trace_id: TRACE,
          span_id: "d".repeat(16),
          parent_span_id: ROOT,
          op: "db",
          description: "SELECT * FROM chats",
          start_timestamp: NOW + 0.1,
          timestamp: NOW + 0.2,
          status: "ok",
          origin: "auto.db.pg",
          data: { "sentry.op": "db", "db.system": "postgresql" },
        },
      ],
      sdk: { name: "sentry.javascript.node", version: "10.62.0" },
    };
    const model = { "gen_ai.request.model": { value: "small-1", type: "string" } };
    const chat = span(5, "gen_ai.chat", { name: "chat small-1" }, model);
    const { status } = await sendEnvelope(cast, { event_id: EVENT }, [
      item("transaction", transaction),
      container("span", [chat]),
    ]);
    expect(status).toBe(200);
    await drainJournal();
    const [root] = buildTree(await trace()).roots;
    expect(root?.span).toMatchObject({
      eventId: EVENT,
      transaction: "POST /chat",
      isSegment: true,
      durationUs: 3_000_000,
      numbers: { "measurement.app.start": 812, "measurement.rows": 7 },
    });
    expect(root?.children.map(({ span: { op } }) => op)).toEqual(["db", "gen_ai.chat"]);
    const detail = await findSpan(cast.alice.access, { traceId: TRACE, spanId: chat.span_id });
    expect(detail?.attributes).toMatchObject({ "gen_ai.request.model": "small-1" });
    expect(await countedOutcomes()).toEqual(["span accepted=3", "transaction accepted=1"]);
  });
});

describe("sessions", () => {
  const attrs = { release: "web@1.0.0", environment: "production" };
  const started = new Date(NOW * 1_000).toISOString();
  const update = (sid: string, parts: object) =>
    item("session", { sid, started, timestamp: new Date().toISOString(), errors: 0, attrs, ...parts });
  const health = async (release: string) => {
    const filters = {
      range: { from: (NOW - 3_600) * 1_000, until: Date.now() },
      releases: [release],
      environments: [],
    };
    const [group] = await countSessions([cast.web], filters, { groupBy: ["release"], limit: 10 });
    return group?.sessions;
  };

  it("check 35: init counts once and updates never; unhandled is no crash; aggregates add up", async () => {
    const [calm, broken] = ["1".repeat(32), "2".repeat(32)];
    for (const sid of [calm, broken]) await send(update(sid, { init: true, status: "ok", seq: 0 }));
    await send(update(calm, { init: true, status: "ok", seq: 0 }));
    await send(update(broken, { init: false, status: "unhandled", errors: 1, seq: 1 }));
    await send(update(calm, { init: false, status: "exited", duration: 12, seq: 1 }));
    await send(update("3".repeat(32), { init: false, status: "exited", seq: 1 }));
    await drainJournal();
    expect(await health("web@1.0.0")).toEqual({
      total: 2,
      troubled: 1,
      crashed: 0,
      abnormal: 0,
      unhandled: 1,
    });
    // As Node and Python, once a minute.
    const aggregates = [
      { started, exited: 40, errored: 3 },
      { started, crashed: 2, unhandled: 1 },
    ];
    await send(item("sessions", { aggregates, attrs: { ...attrs, release: "api@2.0.0" } }));
    await drainJournal();
    expect(await health("api@2.0.0")).toEqual({
      total: 46,
      troubled: 6,
      crashed: 2,
      abnormal: 0,
      unhandled: 1,
    });
  });
});
