import { describe, expect, it } from "vitest";
import { readSpanItem } from "#lib/traces/read-span-item.ts";
import { splitColumns } from "#lib/traces/span-columns.ts";

const RECEIVED = Date.UTC(2026, 10, 20, 8, 0, 10);
const START = RECEIVED / 1000 - 3;
const TRACE = "771a43a4192642f0b136d5159a501700";
const ROOT = "88da1b2c3d4e5f60";
const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

type Source = Parameters<typeof readSpanItem>[1];
const source = (parts: Partial<Source> = {}): Source => ({
  header: {},
  receivedAt: RECEIVED,
  clientIp: "203.0.113.7",
  userAgent: CHROME,
  sdkClient: null,
  ...parts,
});

function read(payload: object, parts?: Partial<Source>) {
  const header =
    "items" in payload && Array.isArray(payload.items) ? { item_count: payload.items.length } : {};
  const result = readSpanItem(Buffer.from(JSON.stringify(payload)), source({ header, ...parts }));
  if ("invalid" in result) throw new Error(result.invalid);
  return result;
}

const container = (items: unknown[], more: object = {}) => ({ version: 2, ...more, items });
const text = (value: string) => ({ value, type: "string" });

const segment = {
  trace_id: TRACE,
  span_id: ROOT,
  name: "/shop",
  status: "ok",
  is_segment: true,
  start_timestamp: START,
  end_timestamp: START + 1.5,
  attributes: {
    "sentry.trace_lifecycle": text("stream"),
    "sentry.op": text("pageload"),
    "sentry.origin": text("auto.pageload.browser"),
    "sentry.segment.id": text(ROOT),
    "sentry.segment.name": text("/shop"),
    "sentry.span.source": text("url"),
    "sentry.sdk.name": text("sentry.javascript.react"),
    "sentry.sdk.version": text("11.1.0"),
    "sentry.release": text("shop@2.1.0"),
    "sentry.environment": text("production"),
    "sentry.sample_rate": { value: 0.5, type: "double" },
    "sentry.replay_id": text("1111111111111111111111111111111a"),
    "sentry.is_localhost": { value: false, type: "boolean" },
    "sentry.sdk.integrations": { value: ["BrowserTracing"], type: "array" },
    "user.id": text("42"),
    "user.email": text("ada@example.com"),
    "url.full": text("https://shop.example/shop"),
    "browser.web_vital.ttfb.value": { value: 80, type: "integer" },
    "thread.id": { value: "7", type: "integer" },
  },
};
const child = {
  trace_id: TRACE,
  span_id: "aaaaaaaaaaaaaaa1",
  parent_span_id: ROOT,
  name: "GET /api",
  status: "error",
  start_timestamp: START + 0.25,
  end_timestamp: START + 0.5,
  attributes: {
    "sentry.op": text("http.client"),
    "sentry.segment.id": text(ROOT),
    "http.method": text("get"),
    "http.status_code": { value: 404, type: "integer" },
  },
};

describe("a container of JavaScript 11", () => {
  const { spans } = read(
    container([child, segment], { ingest_settings: { infer_ip: "auto", infer_user_agent: "auto" } }),
    { header: { item_count: 2 } },
  );

  it("has segments that are transactions", () => {
    const [, root] = spans;
    expect(root).toMatchObject({ isSegment: true, segmentId: ROOT, parentSpanId: "", durationUs: 1_500_000 });
    const { columns, rest } = splitColumns(root!.attributes);
    expect(columns).toMatchObject({
      op: "pageload",
      origin: "auto.pageload.browser",
      transaction: "/shop",
      transaction_source: "url",
      platform: "javascript",
      release: "shop@2.1.0",
      environment: "production",
      sdk_name: "sentry.javascript.react",
      user: "id:42",
      user_email: "ada@example.com",
      user_ip: "203.0.113.7",
      replay_id: "1111111111111111111111111111111a",
      thread_id: "7",
      sample_rate: 0.5,
      url: "https://shop.example/shop",
      browser_name: "Chrome",
      os_name: "Linux",
    });
    expect(rest.numbers).toEqual({ "browser.web_vital.ttfb.value": 80 });
    expect(rest.booleans).toEqual({ "sentry.is_localhost": false });
    expect(rest.attributes).toEqual({
      "sentry.trace_lifecycle": "stream",
      "sentry.sdk.integrations": '["BrowserTracing"]',
      "browser.version": "142.0.0",
    });
  });

  it("has children under today's names", () => {
    const [first] = spans;
    expect(first).toMatchObject({
      isSegment: false,
      segmentId: ROOT,
      parentSpanId: ROOT,
      status: "not_found",
    });
    expect(splitColumns(first!.attributes).columns).toMatchObject({ http_method: "GET", http_status: 404 });
  });
});

describe("what the server sees of the sender", () => {
  const columnsOf = (settings: object | undefined, attributes: object = {}) =>
    splitColumns(
      read(container([{ ...segment, attributes }], settings && { ingest_settings: settings })).spans[0]!
        .attributes,
    ).columns;
  const auto = { value: "{{auto}}" };
  it.each([
    ["no settings", undefined, {}, ["", ""]],
    ["never", { infer_ip: "never", infer_user_agent: "never" }, {}, ["", ""]],
    ["auto", { infer_ip: "auto", infer_user_agent: "auto" }, {}, ["203.0.113.7", "Chrome"]],
    ["only the agent", { infer_user_agent: "auto" }, {}, ["", "Chrome"]],
    ["asked by the span too", { infer_ip: "auto" }, { "user.ip_address": auto }, ["203.0.113.7", ""]],
    ["asked by the span alone", { infer_ip: "never" }, { "user.ip_address": auto }, ["", ""]],
    ["told", { infer_ip: "auto" }, { "user.ip_address": { value: "198.51.100.2" } }, ["198.51.100.2", ""]],
    ["nonsense", "auto", {}, ["", ""]],
  ])("is added only when asked for: %s", (_name, settings, attributes, expected) => {
    const { user_ip, browser_name } = columnsOf(settings as object, attributes);
    expect([user_ip, browser_name]).toEqual(expected);
  });
});

describe("the rules of a container", () => {
  it("refuse one that lost spans on its way", () => {
    const payload = Buffer.from(JSON.stringify(container([child])));
    expect(readSpanItem(payload, source({ header: { item_count: 2 } }))).toEqual({
      invalid: "item_count_mismatch",
      quantity: 2,
    });
  });

  it("refuse one that holds several and announces none, as quotas took it for one", () => {
    const payload = Buffer.from(JSON.stringify(container([child, child])));
    expect(readSpanItem(payload, source({ header: {} }))).toMatchObject({ invalid: "item_count_mismatch" });
  });

  it("refuse one without a list", () => {
    const header = { content_type: "application/vnd.sentry.items.span.v2+json", item_count: 3 };
    expect(readSpanItem(Buffer.from('{"items":{}}'), source({ header }))).toEqual({
      invalid: "not_a_container",
      quantity: 3,
    });
  });

  it("take an empty one", () => {
    expect(read(container([]), { header: { item_count: 0 } })).toEqual({
      spans: [],
      invalidSpans: 0,
      surplusSpans: 0,
    });
  });

  it("leave out what is no span", () => {
    const bad = [
      null,
      [],
      7,
      { ...child, trace_id: undefined },
      { ...child, span_id: "0".repeat(16) },
      { ...child, end_timestamp: START - 5 },
      { ...child, start_timestamp: "?" },
      { ...child, end_timestamp: "9999-12-31T23:59:59Z" },
      { ...child, end_timestamp: START + 40 * 86_400 },
      { ...child, start_timestamp: START - 50 * 86_400 },
    ];
    const { spans, invalidSpans } = read(container([...bad, child]));
    expect([spans.length, invalidSpans]).toEqual([1, bad.length]);
  });

  it("shift all spans alike by what the latest needs", () => {
    const ahead = [segment, child].map((span) => ({
      ...span,
      start_timestamp: span.start_timestamp + 90,
      end_timestamp: span.end_timestamp + 90,
    }));
    const { spans } = read(container(ahead));
    expect((spans[0]!.startUs + spans[0]!.durationUs) / 1000).toBe(RECEIVED);
    expect(spans[1]!.startUs - spans[0]!.startUs).toBe(250_000);
    expect(spans[1]!.remarks?.list).toMatchObject([{ kind: "shifted" }]);
  });

  it("take what the head of the trace decided, for that trace only", () => {
    const other = { ...child, trace_id: "b".repeat(32) };
    const envelopeTrace = { trace_id: TRACE, sample_rate: "0.1", replay_id: "2".repeat(32) };
    const { spans } = read(container([segment, child, other]), { envelopeTrace });
    const columns = spans.map((span) => splitColumns(span.attributes).columns);
    expect(columns.map((column) => column.sample_rate)).toEqual([0.1, 0.1, 0]);
    expect(columns.map((column) => column.replay_id)).toEqual([
      "1111111111111111111111111111111a",
      "2".repeat(32),
      "",
    ]);
  });

  it("survive garbage in every field", () => {
    for (const value of [7, "x", true, [], [[]], {}, { a: [null] }, -1, 1e300, null]) {
      const span = {
        ...child,
        name: value,
        status: value,
        attributes: value,
        links: value,
        parent_span_id: value,
      };
      const keyed = {
        ...child,
        attributes: { "sentry.op": value, "url.full": value, "sentry.sample_rate": value },
      };
      const { spans } = read(container([span, keyed], { ingest_settings: value }), {
        envelopeTrace: { trace_id: TRACE, sample_rate: value, replay_id: value },
      });
      for (const { attributes } of spans) splitColumns(attributes);
      expect(spans).toHaveLength(2);
    }
  });
});

describe("a span that JavaScript 8 to 10 sent alone", () => {
  const inp = {
    trace_id: TRACE,
    span_id: "ccccccccccccccc1",
    parent_span_id: ROOT,
    op: "ui.interaction.click",
    description: "button#pay",
    origin: "auto.http.browser.inp",
    start_timestamp: START,
    timestamp: START + 0.12,
    exclusive_time: 120,
    is_segment: true,
    segment_id: "ccccccccccccccc1",
    measurements: { inp: { value: 120, unit: "millisecond" } },
    data: {
      release: "shop@2.0.0",
      environment: "production",
      transaction: "/shop",
      user: "ada@example.com",
      replay_id: "1111111111111111111111111111111a",
      "client.address": "{{auto}}",
    },
  };

  it("is an interaction of its page load", () => {
    const { spans } = read(inp, { sdkClient: "sentry.javascript.browser/10.1.0" });
    expect(spans[0]).toMatchObject({
      isSegment: false,
      segmentId: ROOT,
      exclusiveUs: 120_000,
      name: "button#pay",
    });
    const { columns, rest } = splitColumns(spans[0]!.attributes);
    expect(columns).toMatchObject({
      op: "ui.interaction.click",
      transaction: "/shop",
      release: "shop@2.0.0",
      environment: "production",
      user: "email:ada@example.com",
      user_ip: "203.0.113.7",
      replay_id: "1111111111111111111111111111111a",
      platform: "javascript",
      sdk_version: "10.1.0",
      browser_name: "Chrome",
    });
    expect(rest.numbers).toEqual({ "browser.web_vital.inp.value": 120 });
  });

  it("may be a segment when it is no vital", () => {
    const { spans } = read({ ...inp, op: "function", segment_id: null });
    expect(spans[0]).toMatchObject({ isSegment: true, segmentId: "ccccccccccccccc1" });
  });

  it("is invalid without ids", () => {
    expect(read({ ...inp, span_id: null })).toEqual({ spans: [], invalidSpans: 1, surplusSpans: 0 });
  });
});
