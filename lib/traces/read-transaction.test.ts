import { describe, expect, it } from "vitest";
import { readTransaction } from "#lib/traces/read-transaction.ts";

const RECEIVED = Date.UTC(2026, 10, 20, 8, 0, 10);
const START = RECEIVED / 1000 - 3;
const TRACE = "771a43a4192642f0b136d5159a501700";
const ROOT = "88da1b2c3d4e5f60";

type Source = Parameters<typeof readTransaction>[1];
const source = (parts: Partial<Source> = {}): Source => ({
  projectId: 1,
  eventId: "0123456789abcdef0123456789abcdef",
  receivedAt: RECEIVED,
  clientIp: "203.0.113.7",
  userAgent: null,
  sdkClient: null,
  ...parts,
});

function read(payload: unknown, parts?: Partial<Source>) {
  const result = readTransaction(Buffer.from(JSON.stringify(payload)), source(parts));
  if ("invalid" in result) throw new Error(result.invalid);
  return result;
}

const minimal = {
  type: "transaction",
  transaction: "/orders/{id}",
  start_timestamp: START,
  timestamp: START + 1,
  contexts: { trace: { trace_id: TRACE, span_id: ROOT } },
};

const python = {
  ...minimal,
  event_id: "0123456789abcdef0123456789abcdef",
  start_timestamp: "2026-11-20T08:00:07.000000Z",
  timestamp: "2026-11-20T08:00:08.250500Z",
  transaction_info: { source: "route" },
  platform: "python",
  release: "shop@2.1.0",
  environment: "production",
  server_name: "web-3",
  level: null,
  user: { id: 42, email: "ada@example.com", ip_address: null },
  tags: { "http.status_code": "500", tier: "gold" },
  request: {
    url: "https://shop.example/orders/7?a=1",
    method: "post",
    headers: { "User-Agent": "curl/8.1" },
  },
  sdk: { name: "sentry.python.flask", version: "2.40.0", integrations: null },
  measurements: { "db.rows": { value: 12, unit: "none" }, memory: { value: 5.5, unit: "megabyte" } },
  breadcrumbs: { values: [{ message: "gone" }] },
  contexts: {
    trace: {
      trace_id: TRACE,
      span_id: ROOT,
      parent_span_id: null,
      op: "http.server",
      origin: "auto.http.flask",
      status: "internal_error",
      data: { "thread.id": "140", "thread.name": "MainThread", "sentry.sample_rate": 0.25 },
    },
    profile: { profile_id: "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f" },
    runtime: { name: "CPython", version: "3.13.1" },
  },
  spans: [
    {
      trace_id: TRACE,
      span_id: "aaaaaaaaaaaaaaa1",
      parent_span_id: ROOT,
      same_process_as_parent: true,
      op: "db",
      description: "SELECT * FROM orders WHERE id = %s",
      start_timestamp: "2026-11-20T08:00:07.100000Z",
      timestamp: "2026-11-20T08:00:07.350500Z",
      status: "ok",
      tags: null,
      data: { "db.system": "postgresql", "db.name": "shop", "server.port": 5432 },
      origin: "auto.db.sqlalchemy",
    },
    { span_id: "aaaaaaaaaaaaaaa2", start_timestamp: "2026-11-20T08:00:07.1Z", timestamp: null },
    null,
    { span_id: "nothing" },
  ],
};

describe("a transaction of Python", () => {
  const { name, segment, children, timestamp, invalidSpans, surplusSpans } = read(python);

  it("becomes a segment", () => {
    expect(name).toBe("/orders/{id}");
    expect(timestamp).toBe(Date.UTC(2026, 10, 20, 8, 0, 8, 250));
    expect(segment).toMatchObject({
      traceId: TRACE,
      spanId: ROOT,
      parentSpanId: "",
      segmentId: ROOT,
      isSegment: true,
      startUs: Date.UTC(2026, 10, 20, 8, 0, 7) * 1000,
      durationUs: 1_250_500,
      exclusiveUs: 1_000_000,
      status: "internal_error",
    });
    expect(segment.attributes.attributes).toMatchObject({
      "sentry.op": "http.server",
      "sentry.segment.name": "/orders/{id}",
      "sentry.segment.name.source": "route",
      "sentry.release": "shop@2.1.0",
      "sentry.sdk.name": "sentry.python.flask",
      "sentry.server_name": "web-3",
      "sentry.profile_id": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
      "user.id": "42",
      "user.email": "ada@example.com",
      "url.full": "https://shop.example/orders/7",
      "url.query": "a=1",
      "http.request.method": "POST",
      "http.response.status_code": "500",
      "runtime.name": "CPython",
      "measurement.memory.unit": "megabyte",
      tier: "gold",
    });
    expect(segment.attributes.numbers).toMatchObject({
      "measurement.db.rows": 12,
      "measurement.memory": 5.5,
      "sentry.sample_rate": 0.25,
    });
    expect(JSON.stringify(segment)).not.toContain("gone");
  });

  it("and its children, without those that are none", () => {
    expect(children).toHaveLength(1);
    expect(children[0]).toMatchObject({
      traceId: TRACE,
      spanId: "aaaaaaaaaaaaaaa1",
      parentSpanId: ROOT,
      segmentId: ROOT,
      isSegment: false,
      durationUs: 250_500,
      name: "SELECT * FROM orders WHERE id = %s",
      status: "ok",
      attributes: {
        attributes: {
          "sentry.op": "db",
          "sentry.origin": "auto.db.sqlalchemy",
          "db.system.name": "postgresql",
          "db.namespace": "shop",
        },
        numbers: { "server.port": 5432 },
      },
    });
    expect([invalidSpans, surplusSpans]).toEqual([3, 0]);
  });
});

it("reads a page load of JavaScript 10", () => {
  const { segment, userAgent } = read(
    {
      ...minimal,
      platform: "javascript",
      transaction: "/shop",
      transaction_info: { source: "url" },
      sdk: { name: "sentry.javascript.react", version: "10.62.0", settings: { infer_ip: "auto" } },
      tags: { replayId: "1111111111111111111111111111111a" },
      measurements: {
        lcp: { value: 1.2, unit: "second" },
        fcp: { value: 900, unit: "millisecond" },
        cls: { value: 0.08, unit: "" },
        "ttfb.requestTime": { value: 30, unit: "millisecond" },
        "connection.rtt": { value: 50, unit: "millisecond" },
        broken: { value: "x" },
      },
      contexts: {
        trace: {
          trace_id: TRACE,
          span_id: ROOT,
          op: "pageload",
          links: [
            {
              trace_id: TRACE,
              span_id: "bbbbbbbbbbbbbbb1",
              sampled: true,
              attributes: { "sentry.link.type": "previous_trace" },
            },
            "no link",
          ],
        },
      },
    },
    {
      userAgent:
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
      envelopeTrace: { trace_id: TRACE, sample_rate: "0.5" },
    },
  );
  expect(segment.attributes.numbers).toMatchObject({
    "browser.web_vital.lcp.value": 1200,
    "browser.web_vital.fcp.value": 900,
    "browser.web_vital.cls.value": 0.08,
    "browser.web_vital.ttfb.request_time": 30,
    "measurement.connection.rtt": 50,
    "sentry.sample_rate": 0.5,
  });
  expect(segment.attributes.attributes).toMatchObject({
    "sentry.replay_id": "1111111111111111111111111111111a",
    "user.ip_address": "203.0.113.7",
    "browser.name": "Chrome",
    "os.name": "Linux",
  });
  expect(JSON.parse(segment.links)).toEqual([
    {
      trace_id: TRACE,
      span_id: "bbbbbbbbbbbbbbb1",
      sampled: true,
      attributes: { "sentry.link.type": "previous_trace" },
    },
  ]);
  expect(segment.remarks?.list).toEqual([{ path: "measurements", kind: "invalid", detail: "1 left out" }]);
  expect(userAgent).toContain("Chrome/142");
});

it("reads a transaction of Go", () => {
  const { segment, children } = read(
    {
      ...minimal,
      start_timestamp: "2026-11-20T08:00:07.123456789Z",
      timestamp: "2026-11-20T08:00:07.223456789Z",
      platform: "go",
      user: {},
      sdk: {},
      spans: [
        {
          trace_id: TRACE,
          span_id: "aaaaaaaaaaaaaaa1",
          start_timestamp: "2026-11-20T08:00:07.133456789Z",
          timestamp: "2026-11-20T08:00:07.143456789Z",
        },
      ],
    },
    { sdkClient: "sentry.go/0.47.0" },
  );
  expect(segment).toMatchObject({
    startUs: Date.UTC(2026, 10, 20, 8, 0, 7, 123) * 1000 + 456,
    durationUs: 100_000,
    exclusiveUs: 90_000,
    status: "",
  });
  expect(segment.attributes.attributes["sentry.sdk.version"]).toBe("0.47.0");
  expect(children[0]?.parentSpanId).toBe(ROOT);
});

describe("a transaction's rules", () => {
  it.each([
    [{ ...minimal, contexts: {} }, "no_trace_context"],
    [{ ...minimal, contexts: null }, "no_trace_context"],
    [{ ...minimal, contexts: { trace: { trace_id: TRACE } } }, "no_trace_context"],
    [{ ...minimal, contexts: { trace: { trace_id: "0".repeat(32), span_id: ROOT } } }, "no_trace_context"],
    [{ ...minimal, start_timestamp: null }, "invalid_timestamps"],
    [{ ...minimal, timestamp: undefined }, "invalid_timestamps"],
    [{ ...minimal, timestamp: START - 1 }, "invalid_timestamps"],
    [{ ...minimal, start_timestamp: START - 40 * 86_400 }, "invalid_timestamps"],
  ])("refuse %j", (payload, reason) => {
    expect(readTransaction(Buffer.from(JSON.stringify(payload)), source())).toEqual({ invalid: reason });
  });

  it.each([[""], [null], [undefined], ["  "], [{}]])("name one called %j", (transaction) => {
    expect(read({ ...minimal, transaction }).name).toBe("<unlabeled transaction>");
  });

  it("shift all of its spans alike", () => {
    const child = {
      span_id: "aaaaaaaaaaaaaaa1",
      start_timestamp: START + 7200.5,
      timestamp: START + 7200.75,
    };
    const late = { ...minimal, start_timestamp: START + 7200, timestamp: START + 7201, spans: [child] };
    for (const sentAt of [RECEIVED / 1000 + 7200, undefined]) {
      const { segment, children } = read(late, { sentAt });
      expect((children[0]?.startUs ?? 0) - segment.startUs).toBe(500_000);
      expect(segment.startUs / 1000).toBeLessThanOrEqual(RECEIVED);
      expect(segment.remarks?.list.map(({ kind }) => kind)).toEqual(["shifted"]);
    }
  });

  it("keep each span once, and 10,000", () => {
    const wires = Array.from({ length: 10_003 }, (_, index) => ({
      span_id: (index + 1).toString(16).padStart(16, "0"),
      start_timestamp: START,
      timestamp: START,
    }));
    const twice = { ...wires[5] };
    const { children, invalidSpans, surplusSpans } = read({ ...minimal, spans: [twice, ...wires] });
    expect([children.length, invalidSpans, surplusSpans]).toEqual([9_999, 1, 4]);
  });

  it("drop a child that is the segment again", () => {
    const again = { span_id: ROOT, start_timestamp: START, timestamp: START };
    expect(read({ ...minimal, spans: [again] })).toMatchObject({ children: [], invalidSpans: 1 });
  });

  it("survive garbage in every field", () => {
    const garbage = [7, "x", true, [], [[]], {}, { a: [null] }, -1, 1e300];
    const fields = [
      "spans",
      "tags",
      "user",
      "request",
      "measurements",
      "sdk",
      "extra",
      "transaction_info",
      "links",
    ];
    for (const value of garbage) {
      for (const field of fields) expect(read({ ...minimal, [field]: value }).segment.spanId).toBe(ROOT);
      const trace = { trace_id: TRACE, span_id: ROOT, op: value, status: value, data: value, links: value };
      const span = { span_id: "aaaaaaaaaaaaaaa1", start_timestamp: START, timestamp: START };
      const child = {
        ...span,
        data: value,
        tags: value,
        status: value,
        description: value,
        measurements: value,
      };
      const found = read({ ...minimal, contexts: { trace, profile: value, replay: value }, spans: [child] });
      expect(found.children).toHaveLength(1);
    }
  });
});
