import protobuf from "protobufjs";
import { describe, expect, it } from "vitest";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { MAX_RECORDS, toContainers } from "#lib/ingest/otlp/containers.ts";
import { jsonGroups, protobufGroups, type Signal } from "#lib/ingest/otlp/groups.ts";

// As the public .proto files number them, so that the reader's own table is held against something.
const PROTO = `
syntax = "proto3";
message AnyValue { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3;
  double double_value = 4; ArrayValue array_value = 5; KeyValueList kvlist_value = 6; bytes bytes_value = 7; } }
message ArrayValue { repeated AnyValue values = 1; }
message KeyValueList { repeated KeyValue values = 1; }
message KeyValue { string key = 1; AnyValue value = 2; }
message InstrumentationScope { string name = 1; string version = 2; repeated KeyValue attributes = 3; uint32 dropped_attributes_count = 4; }
message Resource { repeated KeyValue attributes = 1; uint32 dropped_attributes_count = 2; }
message Span { bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4; string name = 5;
  int32 kind = 6; fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9;
  uint32 dropped_attributes_count = 10; repeated Event events = 11; uint32 dropped_events_count = 12;
  repeated Link links = 13; uint32 dropped_links_count = 14; Status status = 15; fixed32 flags = 16; }
message Event { fixed64 time_unix_nano = 1; string name = 2; repeated KeyValue attributes = 3; uint32 dropped_attributes_count = 4; }
message Link { bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; repeated KeyValue attributes = 4;
  uint32 dropped_attributes_count = 5; fixed32 flags = 6; }
message Status { string message = 2; int32 code = 3; }
message ScopeSpans { InstrumentationScope scope = 1; repeated Span spans = 2; string schema_url = 3; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; string schema_url = 3; }
message traces { repeated ResourceSpans resource_spans = 1; }
message LogRecord { fixed64 time_unix_nano = 1; int32 severity_number = 2; string severity_text = 3; AnyValue body = 5;
  repeated KeyValue attributes = 6; uint32 dropped_attributes_count = 7; fixed32 flags = 8; bytes trace_id = 9;
  bytes span_id = 10; fixed64 observed_time_unix_nano = 11; string event_name = 12; }
message ScopeLogs { InstrumentationScope scope = 1; repeated LogRecord log_records = 2; string schema_url = 3; }
message ResourceLogs { Resource resource = 1; repeated ScopeLogs scope_logs = 2; string schema_url = 3; }
message logs { repeated ResourceLogs resource_logs = 1; }`;
const { root } = protobuf.parse(PROTO);

const IDS = new Set(["traceId", "spanId", "parentSpanId"]);
/** Protobuf's own JSON writes bytes in base64, OTLP's writes ids in hex. */
const idsAsBase64 = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    IDS.has(key) && typeof inner === "string" ? Buffer.from(inner, "hex").toString("base64") : inner,
  );
function toProtobuf(signal: Signal, request: unknown): Uint8Array {
  const type = root.lookupType(signal);
  return type.encode(type.fromObject(idsAsBase64(request) as object)).finish();
}

type Item = Record<string, unknown> & { attributes: Record<string, unknown> };
function itemsOf({ items }: ReturnType<typeof toContainers>): Item[] {
  return items.flatMap(
    ({ payload }) => (JSON.parse(Buffer.from(payload).toString()) as { items: Item[] }).items,
  );
}

const fromJson = (signal: Signal, request: object) =>
  toContainers(signal, jsonGroups(signal, parseEventJson(Buffer.from(JSON.stringify(request)))));
const fromProtobuf = (signal: Signal, request: object) =>
  toContainers(signal, protobufGroups(signal, toProtobuf(signal, request)));

const TRACE = "5b8efff798038103d269b633813fc60c";
const OTHER_TRACE = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const ROOT = "eee19b7ec3c1b174";
const CHILD = "eee19b7ec3c1b175";
const GRANDCHILD = "eee19b7ec3c1b176";
const string = (key: string, stringValue: string) => ({ key, value: { stringValue } });

const RESOURCE = {
  attributes: [
    string("service.name", "checkout"),
    string("service.version", "checkout@3.1.0"),
    string("deployment.environment.name", "staging"),
    string("telemetry.sdk.name", "opentelemetry"),
    string("telemetry.sdk.language", "nodejs"),
    string("telemetry.sdk.version", "2.1.0"),
    string("shared", "of the resource"),
  ],
};
const span = (fields: object) => ({
  traceId: TRACE,
  spanId: ROOT,
  name: "GET /orders",
  kind: 2,
  startTimeUnixNano: "1544712660123456789",
  endTimeUnixNano: "1544712661000000001",
  ...fields,
});
const traces = (...spans: object[]) => ({
  resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ scope: { name: "http", version: "0.5" }, spans }] }],
});
const log = (fields: object) => ({
  timeUnixNano: "1544712660300000000",
  severityNumber: 17,
  severityText: "Error",
  body: { stringValue: "no stock" },
  ...fields,
});
const logs = (...logRecords: object[]) => ({
  resourceLogs: [{ resource: RESOURCE, scopeLogs: [{ scope: { name: "app" }, logRecords }] }],
});

const EVERYTHING = traces(
  span({
    traceState: "a=b",
    attributes: [
      string("http.request.method", "GET"),
      string("shared", "of the span"),
      { key: "http.response.status_code", value: { intValue: "500" } },
      { key: "big", value: { intValue: "9007199254740993" } },
      { key: "negative", value: { intValue: "-5" } },
      { key: "ratio", value: { doubleValue: 0.25 } },
      { key: "endless", value: { doubleValue: "Infinity" } },
      { key: "cached", value: { boolValue: false } },
      { key: "empty", value: { stringValue: "" } },
      { key: "bytes", value: { bytesValue: "AQID" } },
      { key: "tags", value: { arrayValue: { values: [{ stringValue: "a" }, { intValue: "1" }] } } },
      { key: "map", value: { kvlistValue: { values: [string("k", "v")] } } },
    ],
    events: [
      {
        timeUnixNano: "1544712660500000000",
        name: "exception",
        attributes: [
          string("exception.type", "RangeError"),
          string("exception.message", "no stock"),
          string("exception.stacktrace", "RangeError: no stock\n    at pay (shop.js:1:1)"),
        ],
      },
      { timeUnixNano: "1544712660600000000", name: "retry", attributes: [] },
    ],
    links: [{ traceId: OTHER_TRACE, spanId: CHILD, flags: 1, attributes: [string("why", "batch")] }],
    status: { code: 2, message: "no stock" },
  }),
  span({ spanId: CHILD, parentSpanId: ROOT, kind: 1, name: "load" }),
  span({
    spanId: GRANDCHILD,
    parentSpanId: CHILD,
    kind: 3,
    name: "SELECT",
    attributes: [string("db.system", "pg")],
  }),
);

describe("traces", () => {
  it("are the same from JSON and from protobuf", () => {
    const spans = itemsOf(fromJson("traces", EVERYTHING));
    expect(spans).toHaveLength(3);
    expect(itemsOf(fromProtobuf("traces", EVERYTHING))).toEqual(spans);
  });

  it("become spans of version 2 in one container", () => {
    const { items, invalid, tooMany } = fromJson("traces", EVERYTHING);
    expect([invalid, tooMany]).toEqual([0, 0]);
    expect(items.map(({ header }) => header)).toEqual([
      { type: "span", content_type: "application/vnd.sentry.items.span.v2+json", item_count: 3 },
    ]);
    expect(JSON.parse(Buffer.from(items[0]!.payload).toString())).toMatchObject({ version: 2 });
  });

  it("keep ids, times, status and links", () => {
    const [segment, child] = itemsOf(fromJson("traces", EVERYTHING));
    expect(segment).toMatchObject({
      trace_id: TRACE,
      span_id: ROOT,
      name: "GET /orders",
      status: "error",
      is_segment: true,
      start_timestamp: 1544712660.123456789,
      end_timestamp: 1544712661.000000001,
      links: [
        {
          trace_id: OTHER_TRACE,
          span_id: CHILD,
          sampled: true,
          attributes: { why: { value: "batch", type: "string" } },
        },
      ],
    });
    expect(Math.round((segment!["start_timestamp"] as number) * 1e6)).toBe(1544712660123457);
    expect(segment).not.toHaveProperty("parent_span_id");
    expect(child).toMatchObject({ parent_span_id: ROOT, status: "ok", is_segment: false });
    expect(child).not.toHaveProperty("links");
  });

  it("keep attributes with their types", () => {
    const [segment] = itemsOf(fromJson("traces", EVERYTHING));
    expect(segment!.attributes).toMatchObject({
      "http.response.status_code": { value: 500, type: "integer" },
      big: { value: "9007199254740993", type: "integer" },
      negative: { value: -5, type: "integer" },
      ratio: { value: 0.25, type: "double" },
      endless: { value: "Infinity", type: "string" },
      cached: { value: false, type: "boolean" },
      empty: { value: "", type: "string" },
      bytes: { value: "AQID", type: "string" },
      tags: { value: ["a", 1], type: "array" },
      map: { value: `{"k":"v"}`, type: "string" },
      shared: { value: "of the span", type: "string" },
    });
  });

  it("say what the protocol asks for", () => {
    const [segment, child, grandchild] = itemsOf(fromJson("traces", EVERYTHING));
    const text = (value: string) => ({ value, type: "string" });
    expect(segment!.attributes).toMatchObject({
      "sentry.release": text("checkout@3.1.0"),
      "sentry.environment": text("staging"),
      "sentry.sdk.name": text("opentelemetry.nodejs"),
      "sentry.sdk.version": text("2.1.0"),
      "service.name": text("checkout"),
      "otel.scope.name": text("http"),
      "otel.scope.version": text("0.5"),
      "otel.trace_state": text("a=b"),
      "sentry.kind": text("server"),
      "sentry.op": text("http.server"),
      "sentry.origin": text("auto.otlp.spans"),
      "sentry.status.message": text("no stock"),
      "sentry.segment.name": text("GET /orders"),
    });
    expect(child!.attributes).toMatchObject({
      shared: text("of the resource"),
      "sentry.segment.id": text(ROOT),
      "sentry.segment.name": text("GET /orders"),
    });
    expect(grandchild!.attributes).toMatchObject({
      "sentry.op": text("db"),
      "sentry.segment.id": text(ROOT),
    });
  });

  it("keep their events as JSON", () => {
    const [segment] = itemsOf(fromJson("traces", EVERYTHING));
    const jsonOf = (key: string) =>
      JSON.parse((segment!.attributes[key] as { value: string }).value) as unknown;
    expect(jsonOf("otel.exceptions")).toEqual([
      {
        name: "exception",
        timestamp: 1544712660.5,
        attributes: {
          "exception.type": "RangeError",
          "exception.message": "no stock",
          "exception.stacktrace": "RangeError: no stock\n    at pay (shop.js:1:1)",
        },
      },
    ]);
    expect(jsonOf("otel.events")).toEqual([{ name: "retry", timestamp: 1544712660.6, attributes: {} }]);
    expect(segment!.attributes["exception.type"]).toEqual({ value: "RangeError", type: "string" });
  });

  it("keep whole events only, within 8,192 characters", () => {
    const attributes = [string("detail", "x".repeat(900))];
    const events = Array.from({ length: 50 }, () => ({ name: "tick", attributes }));
    const [segment] = itemsOf(fromJson("traces", traces(span({ events }))));
    const { value } = segment!.attributes["otel.events"] as { value: string };
    expect(value.length).toBeLessThanOrEqual(8_192);
    expect(JSON.parse(value)).toHaveLength(8);
  });

  it.each([
    ["no trace id", { traceId: "" }],
    ["a trace id of zeros", { traceId: "0".repeat(32) }],
    ["a short span id", { spanId: "abcd" }],
    ["no start", { startTimeUnixNano: "0" }],
    ["no end", { endTimeUnixNano: "0" }],
  ])("without %s are not taken, and the others are", (_case, fields) => {
    for (const from of [fromJson, fromProtobuf]) {
      const converted = from("traces", traces(span(fields), span({})));
      expect(converted.invalid).toBe(1);
      expect(itemsOf(converted)).toHaveLength(1);
    }
  });

  it.each([
    ["a root", { kind: 1 }, true],
    ["a server's span below a client's", { kind: 2, parentSpanId: CHILD }, true],
    ["a consumer's", { kind: 5, parentSpanId: CHILD }, true],
    ["a client's", { kind: 3, parentSpanId: CHILD }, false],
    ["a parent of zeros", { kind: 1, parentSpanId: "0".repeat(16) }, true],
  ])("%s: segment?", (_case, fields, isSegment) => {
    expect(itemsOf(fromJson("traces", traces(span(fields))))).toMatchObject([{ is_segment: isSegment }]);
  });

  it("survives parents in a circle", () => {
    const circle = traces(
      span({ spanId: CHILD, parentSpanId: GRANDCHILD, kind: 1 }),
      span({ spanId: GRANDCHILD, parentSpanId: CHILD, kind: 1 }),
    );
    for (const { attributes } of itemsOf(fromJson("traces", circle)))
      expect(attributes).not.toHaveProperty(["sentry.segment.id"]);
  });
});

describe("logs", () => {
  const all = logs(
    log({ traceId: TRACE, spanId: ROOT, eventName: "stock.empty", attributes: [string("sku", "a-1")] }),
    log({
      severityNumber: 0,
      severityText: "WARNING",
      body: { kvlistValue: { values: [string("a", "b")] } },
    }),
    log({
      timeUnixNano: "0",
      observedTimeUnixNano: "1544712661300000000",
      severityNumber: 24,
      body: { intValue: "7" },
    }),
  );

  it("are the same from JSON and from protobuf", () => {
    const items = itemsOf(fromJson("logs", all));
    expect(items).toHaveLength(3);
    expect(itemsOf(fromProtobuf("logs", all))).toEqual(items);
  });

  it("become logs of one container", () => {
    const converted = fromJson("logs", all);
    expect(converted.items.map(({ header }) => header)).toEqual([
      { type: "log", content_type: "application/vnd.sentry.items.log+json", item_count: 3 },
    ]);
    const [first, second, third] = itemsOf(converted);
    expect(first).toMatchObject({
      timestamp: 1544712660.3,
      trace_id: TRACE,
      span_id: ROOT,
      level: "error",
      severity_number: 17,
      body: "no stock",
      attributes: {
        sku: { value: "a-1", type: "string" },
        "event.name": { value: "stock.empty", type: "string" },
        "sentry.release": { value: "checkout@3.1.0", type: "string" },
      },
    });
    expect(second).toMatchObject({ level: "warn", body: `{"a":"b"}` });
    expect(second).not.toHaveProperty("trace_id");
    expect(second).not.toHaveProperty("severity_number");
    expect(third).toMatchObject({ timestamp: 1544712661.3, level: "fatal", body: "7" });
  });

  it("without any time are not taken", () => {
    expect(fromJson("logs", logs(log({ timeUnixNano: "0" })))).toMatchObject({ invalid: 1, items: [] });
  });
});

describe("bounds", () => {
  it("splits in items of a thousand and takes ten thousand", () => {
    const spans = Array.from({ length: MAX_RECORDS + 5 }, () => span({}));
    const { items, invalid, tooMany } = fromProtobuf("traces", {
      resourceSpans: [{ scopeSpans: [{ spans }] }],
    });
    expect(items.map(({ header }) => header["item_count"])).toEqual(Array.from({ length: 10 }, () => 1_000));
    expect([invalid, tooMany]).toEqual([0, 5]);
  });

  it("does not multiply a large resource by many spans", () => {
    const attributes = [string("blob", "x".repeat(1_000_000)), string("small", "kept")];
    const spans = Array.from({ length: 1_000 }, () => span({}));
    const converted = fromJson("traces", {
      resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }],
    });
    expect(converted.items.reduce((sum, { payload }) => sum + payload.length, 0)).toBeLessThan(1_000_000);
  });

  it("stops at an output that is too large", () => {
    const scope = { attributes: [string("note", "x".repeat(16_000))] };
    const spans = Array.from({ length: 3_000 }, () => span({}));
    const { items, tooMany } = fromJson("traces", { resourceSpans: [{ scopeSpans: [{ scope, spans }] }] });
    expect(tooMany).toBeGreaterThan(1_000);
    for (const { payload } of items) expect(payload.length).toBeLessThan(12 * 1024 * 1024);
  });

  it("reads no resource for scopes without records, and few for those with one", () => {
    const attributes = Array.from({ length: 256 }, (_, index) => string(`key.${index}`, "value"));
    const request = (scopeSpans: object[]) => ({ resourceSpans: [{ resource: { attributes }, scopeSpans }] });
    const timed = (scope: object) => {
      const scopes = Array.from({ length: 9_000 }, () => scope);
      const begun = performance.now();
      fromJson("traces", request(scopes));
      fromProtobuf("traces", request(scopes));
      return performance.now() - begun;
    };
    expect(timed({})).toBeLessThan(500);
    expect(timed({ spans: [{}] })).toBeLessThan(1_500);
  });

  it.each([
    ["resources", { resourceSpans: Array.from({ length: 10_001 }, () => ({})) }],
    ["scopes", { resourceSpans: [{ scopeSpans: Array.from({ length: 10_000 }, () => ({})) }] }],
  ])("takes no endless %s", (_case, request) => {
    for (const from of [fromJson, fromProtobuf]) expect(() => from("traces", request)).toThrow(/10000/);
  });

  it("takes deep values without failing", () => {
    let value: object = { stringValue: "deep" };
    for (let depth = 0; depth < 20; depth++) value = { arrayValue: { values: [value] } };
    const [only] = itemsOf(fromJson("traces", traces(span({ attributes: [{ key: "deep", value }] }))));
    expect(only!.attributes["deep"]).toMatchObject({ type: "array" });
  });

  it.each([
    ["random bytes", Buffer.from("hello, this is no protobuf")],
    ["a length beyond the end", Buffer.from([0x0a, 0x7f, 0x00])],
    ["an endless varint", Buffer.alloc(20, 0xff)],
  ])("throws at %s", (_case, bytes) => {
    expect(() => toContainers("traces", protobufGroups("traces", bytes))).toThrow();
  });
});
