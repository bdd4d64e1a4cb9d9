import { gzipSync } from "node:zlib";
import protobuf from "protobufjs";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { pool, selectRows } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { acceptOtlpLogs, acceptOtlpTraces } from "#lib/ingest/accept-otlp.ts";
import { matchIngestDoor } from "#lib/ingest/door.ts";
import { toRoute } from "#lib/ingest/to-route.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { journalItems } from "#server/testing/journal-items.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});
beforeEach(async () => {
  await flushOutcomes();
  await pool().query("TRUNCATE ingest_journal, outcome");
});

const TRACE = "5b8efff798038103d269b633813fc60c";
const SPAN = "eee19b7ec3c1b174";
const span = {
  traceId: TRACE,
  spanId: SPAN,
  name: "GET /",
  kind: 2,
  startTimeUnixNano: "1544712660000000000",
  endTimeUnixNano: "1544712661000000000",
};
const traces = (...spans: object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const logRecord = { timeUnixNano: "1544712660000000000", severityNumber: 9, body: { stringValue: "hello" } };
const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [logRecord] }] }] };

/** One span, written field by field. */
function protobufTraces(): Uint8Array<ArrayBuffer> {
  const writer = protobuf.Writer.create();
  writer.uint32(10).fork().uint32(18).fork().uint32(18).fork();
  writer.uint32(10).bytes(Buffer.from(TRACE, "hex")).uint32(18).bytes(Buffer.from(SPAN, "hex"));
  writer.uint32(42).string("GET /").uint32(48).int32(2);
  writer.uint32(57).fixed64("1544712660000000000").uint32(65).fixed64("1544712661000000000");
  return new Uint8Array(writer.ldelim().ldelim().ldelim().finish());
}

type Sending = {
  signal?: "traces" | "logs";
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
};

async function send({ signal = "traces", path, headers = {}, body }: Sending = {}) {
  const handler = signal === "traces" ? acceptOtlpTraces : acceptOtlpLogs;
  const url = `http://debrief.test/api/${cast.web.projectId}/${path ?? `integration/otlp/v1/${signal}`}`;
  const sent = {
    "content-type": "application/json",
    "x-sentry-auth": `Sentry sentry_key=${cast.publicKey}`,
    ...headers,
  };
  const written = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== ""));
  const json = JSON.stringify(signal === "traces" ? traces(span) : logs);
  return toRoute(handler)(new Request(url, { method: "POST", headers: written, body: body ?? json }));
}

const outcomes = async () => {
  await flushOutcomes();
  const Row = z.object({ category: z.string(), reason: z.string(), quantity: z.coerce.number() });
  return selectRows(pool(), Row, "SELECT category, reason, quantity FROM outcome ORDER BY reason");
};

const stored = {
  trace_id: TRACE,
  span_id: SPAN,
  name: "GET /",
  is_segment: true,
  start_timestamp: 1544712660,
  end_timestamp: 1544712661,
};

describe("what is taken", () => {
  it("is a span item of version 2, from JSON", async () => {
    const answer = await send();
    expect([answer.status, await answer.json()]).toEqual([202, {}]);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await journalItems()).toMatchObject([
      {
        projectId: cast.web.projectId,
        header: { type: "span", item_count: 1, content_type: "application/vnd.sentry.items.span.v2+json" },
        body: { version: 2, items: [stored] },
      },
    ]);
  });

  it("is the same from protobuf, answered in protobuf", async () => {
    const headers = { "content-type": "application/x-protobuf" };
    const answer = await send({ headers, body: protobufTraces() });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([202, "application/x-protobuf"]);
    expect((await answer.arrayBuffer()).byteLength).toBe(0);
    expect(await journalItems()).toMatchObject([{ body: { version: 2, items: [stored] } }]);
  });

  it("may be gzipped", async () => {
    const headers = { "content-type": "application/x-protobuf", "content-encoding": "gzip" };
    expect((await send({ headers, body: new Uint8Array(gzipSync(protobufTraces())) })).status).toBe(202);
    expect(await journalItems()).toHaveLength(1);
  });

  it("is a log item", async () => {
    expect((await send({ signal: "logs" })).status).toBe(202);
    expect(await journalItems()).toMatchObject([
      {
        header: { type: "log", item_count: 1, content_type: "application/vnd.sentry.items.log+json" },
        body: { items: [{ timestamp: 1544712660, level: "info", severity_number: 9, body: "hello" }] },
      },
    ]);
  });

  it("may be nothing", async () => {
    expect((await send({ body: "{}" })).status).toBe(202);
    const headers = { "content-type": "application/x-protobuf" };
    expect((await send({ headers, body: new Uint8Array() })).status).toBe(202);
    expect(await journalItems()).toEqual([]);
  });

  it("leaves out broken records, says how many and counts them", async () => {
    const body = JSON.stringify(traces(span, { ...span, traceId: "" }, { ...span, spanId: "x" }));
    const answer = await send({ body });
    expect([answer.status, await answer.json()]).toMatchObject([
      202,
      { partialSuccess: { rejectedSpans: "2", errorMessage: expect.any(String) as string } },
    ]);
    expect(await journalItems()).toMatchObject([{ header: { item_count: 1 } }]);
    expect(await outcomes()).toEqual([{ category: "span", reason: "invalid_otlp", quantity: 2 }]);
  });
});

describe("what is digested", () => {
  const now = Math.floor(Date.now() / 1000);
  const resource = {
    attributes: [
      { key: "service.version", value: { stringValue: "shop@3.1.0" } },
      { key: "deployment.environment.name", value: { stringValue: "staging" } },
    ],
  };

  it("is a row of spans, exact to the microsecond", async () => {
    const times = { startTimeUnixNano: `${now}123456000`, endTimeUnixNano: `${now}123956000` };
    const attributes = [
      { key: "http.request.method", value: { stringValue: "GET" } },
      { key: "items", value: { intValue: "3" } },
    ];
    const scopeSpans = [{ spans: [{ ...span, ...times, attributes, status: { code: 2, message: "no" } }] }];
    await send({ body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] }) });
    await drainJournal();
    const Row = z.looseObject({});
    const rows = await queryRows(
      Row,
      `SELECT trace_id, span_id, is_segment, op, description, transaction, release, environment, duration_us,
         toUnixTimestamp64Micro(start_timestamp) AS started, numbers['items'] AS items FROM spans`,
    );
    expect(rows).toMatchObject([
      {
        trace_id: TRACE,
        span_id: SPAN,
        is_segment: 1,
        op: "http.server",
        description: "GET /",
        transaction: "GET /",
        release: "shop@3.1.0",
        environment: "staging",
        items: 3,
      },
    ]);
    expect(rows.map((row) => [Number(row["duration_us"]), Number(row["started"])])).toEqual([
      [500, now * 1e6 + 123_456],
    ]);
  });

  it("is a row of logs", async () => {
    const logRecords = [
      { ...logRecord, timeUnixNano: `${now}654321000`, traceId: TRACE, severityNumber: 13 },
    ];
    const body = JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] });
    await send({ signal: "logs", body });
    await drainJournal();
    const Row = z.looseObject({});
    const rows = await queryRows(
      Row,
      `SELECT trace_id, level, severity, body, release, environment,
         toString(toUnixTimestamp64Micro(timestamp)) AS at FROM logs`,
    );
    expect(rows).toMatchObject([
      {
        trace_id: TRACE,
        level: "warn",
        severity: 13,
        body: "hello",
        release: "shop@3.1.0",
        environment: "staging",
        at: `${now}654321`,
      },
    ]);
  });
});

it("takes each form of authentication", async () => {
  const key = cast.publicKey;
  const none = { "x-sentry-auth": "" };
  const path = `otlp/v1/traces/?sentry_key=${key}`;
  expect((await send({ path, headers: none })).status).toBe(202);
  const authorization = `Sentry sentry_key=${key}`;
  expect((await send({ headers: { ...none, authorization } })).status).toBe(202);
});

it.each([
  ["no key", 401, { headers: { "x-sentry-auth": "" } }],
  ["an unknown key", 403, { headers: { "x-sentry-auth": `Sentry sentry_key=${"0".repeat(32)}` } }],
  ["another type", 415, { headers: { "content-type": "text/plain" } }],
  ["broken JSON", 400, { body: "{" }],
  ["JSON that is no object", 400, { body: "[]" }],
  ["broken protobuf", 400, { headers: { "content-type": "application/x-protobuf" }, body: "hello" }],
  ["broken gzip", 400, { headers: { "content-encoding": "gzip" } }],
  ["too much", 413, { body: `{"a":"${"x".repeat(9_000_000)}"}` }],
])("refuses %s: %i", async (_case, status, sending) => {
  expect((await send(sending)).status).toBe(status);
  expect(await journalItems()).toEqual([]);
});

it.each([
  ["/api/1/integration/otlp/v1/traces", true],
  ["/api/1/integration/otlp/v1/logs/", true],
  ["/api/1/otlp/v1/traces/", true],
  ["/api/1/otlp/v1/logs", true],
  ["/api/1/otlp/v1/metrics", false],
])("the door of %s: %s", (path, expected) => expect(matchIngestDoor(path) !== null).toBe(expected));
