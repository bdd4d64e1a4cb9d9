// Spans from the door to the trace that pages and tools read.
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createUserToken } from "#lib/accounts/create-token.ts";
import { USER_TOKEN_SCOPES } from "#lib/accounts/scopes.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { buildTree } from "#lib/traces/build-tree.ts";
import { countTrace } from "#lib/traces/count-trace.ts";
import { findSpan, findTrace, findVitals } from "#lib/traces/queries.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { sendItems, type SentItem } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as metaRoute from "../../app/api/0/organizations/[org]/trace-meta/[trace]/route.ts";
import * as traceRoute from "../../app/api/0/organizations/[org]/trace/[trace]/route.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const TRACE = "771a43a4192642f0b136d5159a501700";
const ROOT = "88da1b2c3d4e5f60";
const START = Date.now() / 1000 - 60;
const CONTENT_TYPE = "application/vnd.sentry.items.span.v2+json";

const idOf = (number: number) => number.toString(16).padStart(16, "c");
const text = (value: string) => ({ value, type: "string" });

const streamed = (number: number, parts: object = {}, attributes: object = {}) => ({
  trace_id: TRACE,
  span_id: idOf(number),
  parent_span_id: ROOT,
  name: `span ${number}`,
  status: "ok",
  start_timestamp: START + number,
  end_timestamp: START + number + 0.5,
  attributes: {
    "sentry.segment.id": text(ROOT),
    "sentry.segment.name": text("/shop"),
    "sentry.op": text("function"),
    ...attributes,
  },
  ...parts,
});

const streamedRoot = streamed(
  0,
  { span_id: ROOT, parent_span_id: undefined, name: "/shop", is_segment: true },
  {
    "sentry.op": text("pageload"),
    "sentry.release": text("shop@1.0.0"),
    "sentry.environment": text("production"),
    "browser.web_vital.fcp.value": { value: 900, type: "double" },
  },
);

const container = (spans: unknown[], count = spans.length): SentItem => [
  { type: "span", item_count: count, content_type: CONTENT_TYPE },
  { version: 2, items: spans },
];

const EVENT = "0123456789abcdef0123456789abcdef";
const transaction = (parts: object = {}): SentItem => [
  { type: "transaction" },
  {
    event_id: EVENT,
    type: "transaction",
    transaction: "/orders",
    platform: "node",
    release: "api@3.0.0",
    environment: "staging",
    start_timestamp: START,
    timestamp: START + 1,
    contexts: { trace: { trace_id: TRACE, span_id: ROOT, op: "http.server", status: "ok" } },
    user: { id: "42" },
    measurements: { rows: { value: 3 } },
    spans: [1, 2].map((number) => ({
      span_id: idOf(number),
      parent_span_id: number === 1 ? ROOT : idOf(1),
      op: "db",
      description: `SELECT ${number}`,
      start_timestamp: START + number / 10,
      timestamp: START + number / 10 + 0.1,
      data: { "db.system": "postgresql" },
    })),
    ...parts,
  },
];

async function send(...items: SentItem[]): Promise<void> {
  const isEvent = items.some(([{ type }]) => type === "transaction" || type === "event");
  expect(await sendItems(cast, items, isEvent ? { event_id: EVENT } : {})).toBe(200);
}

const outcomes = async () =>
  (
    await db().outcome.findMany({ orderBy: [{ category: "asc" }, { outcome: "asc" }, { reason: "asc" }] })
  ).map(
    ({ category, outcome, reason, quantity }) =>
      `${category}: ${outcome}${reason ? ` ${reason}` : ""} ${quantity}`,
  );

const trace = async () => (await findTrace(cast.alice.access, TRACE))!;

const storedSpans = async () => {
  const [row] = await queryRows(z.object({ n: z.coerce.number() }), "SELECT count() AS n FROM spans");
  return row?.n;
};

describe("a transaction", () => {
  it("becomes a trace of its spans", async () => {
    await send(transaction());
    await drainJournal();
    const { spans } = await trace();
    expect(
      spans.map(({ spanId, op, isSegment, description }) => [spanId, op, isSegment, description]),
    ).toEqual([
      [ROOT, "http.server", true, "/orders"],
      [idOf(1), "db", false, "SELECT 1"],
      [idOf(2), "db", false, "SELECT 2"],
    ]);
    expect(spans[0]).toMatchObject({
      eventId: EVENT,
      durationUs: 1_000_000,
      exclusiveUs: 900_000,
      transaction: "/orders",
      release: "api@3.0.0",
      environment: "staging",
      numbers: { "measurement.rows": 3 },
    });
    expect(spans[1]).toMatchObject({ transaction: "/orders", release: "api@3.0.0", segmentId: ROOT });
    expect(await outcomes()).toEqual(["span: accepted 3", "transaction: accepted 1"]);
    const detail = await findSpan(cast.alice.access, { traceId: TRACE, spanId: idOf(2) });
    expect(detail).toMatchObject({ userId: "42", attributes: { "db.system.name": "postgresql" }, links: [] });
    const releases = await db().release.findMany({ select: { version: true } });
    expect(releases).toEqual([{ version: "api@3.0.0" }]);
  });

  it("counts once however often its id is sent", async () => {
    await send(transaction());
    await send(transaction());
    await drainJournal();
    expect(await storedSpans()).toBe(3);
    expect(await outcomes()).toEqual([
      "span: accepted 3",
      "span: duplicate 3",
      "transaction: accepted 1",
      "transaction: duplicate 1",
    ]);
  });

  it("shares its trace with streamed spans of the same envelope", async () => {
    const chat = streamed(5, { name: "chat gpt" }, { "sentry.op": text("gen_ai.chat") });
    await send(transaction(), container([chat]));
    await drainJournal();
    const tree = buildTree((await trace()).spans);
    expect(tree.roots[0]?.children.map(({ span }) => span.op)).toEqual(["db", "gen_ai.chat"]);
  });

  it.each([
    ["no_trace_context", { contexts: {} }],
    ["invalid_timestamps", { timestamp: null }],
  ])("is refused: %s", async (reason, parts) => {
    await send(transaction(parts));
    await drainJournal();
    expect(await outcomes()).toEqual([`transaction: invalid ${reason} 1`]);
    expect(await storedSpans()).toBe(0);
  });

  it("loses spans that are none, and is kept", async () => {
    await send(transaction({ spans: [null, { span_id: "x" }] }));
    await drainJournal();
    expect(await outcomes()).toEqual([
      "span: accepted 1",
      "span: invalid invalid_span 2",
      "transaction: accepted 1",
    ]);
  });

  it("goes with all of its spans when a filter takes it", async () => {
    await send(transaction({ transaction: "GET /healthz" }));
    await drainJournal();
    expect(await outcomes()).toEqual([
      "span: filtered filtered-transaction 3",
      "transaction: filtered filtered-transaction 1",
    ]);
    expect(await storedSpans()).toBe(0);
  });
});

describe("secrets", () => {
  it("are taken out before anything is stored, from columns too", async () => {
    await db().project.update({
      where: { id: cast.web.projectId },
      data: { ingestSettings: { scrubbing: { scrubIpAddresses: true } } },
    });
    const secret = { "user.ip_address": text("203.0.113.7"), password: text("hunter2") };
    await send(container([streamed(1, {}, secret)]));
    await send(
      transaction({ user: { id: "42", ip_address: "203.0.113.7" }, extra: { password: "hunter2" } }),
    );
    await drainJournal();
    for (const spanId of [idOf(1), ROOT]) {
      const span = await findSpan(cast.alice.access, { traceId: TRACE, spanId });
      expect(span?.userIp).toBe("");
      expect(JSON.stringify(span)).not.toContain("hunter2");
    }
    expect((await findSpan(cast.alice.access, { traceId: TRACE, spanId: ROOT }))?.userId).toBe("42");
  });
});

describe("streamed spans", () => {
  it("find their segment when they came before it, in another envelope", async () => {
    await send(container([streamed(2), streamed(1)]));
    await drainJournal();
    expect(buildTree((await trace()).spans).roots.map(({ isOrphan }) => isOrphan)).toEqual([true, true]);
    await send(container([streamedRoot]));
    await drainJournal();
    const { roots } = buildTree((await trace()).spans);
    expect(roots).toHaveLength(1);
    expect(roots[0]?.span).toMatchObject({ isSegment: true, description: "/shop", release: "shop@1.0.0" });
    expect(roots[0]?.children.map(({ span }) => span.description)).toEqual(["span 1", "span 2"]);
    expect(await outcomes()).toEqual(["span: accepted 3"]);
  });

  it("are read once when they were sent twice", async () => {
    await send(container([streamedRoot]));
    await send(container([streamedRoot]));
    await drainJournal();
    expect((await trace()).spans).toHaveLength(1);
    expect((await countTrace(cast.alice.access, TRACE))?.spans).toBe(1);
  });

  it("are refused together when some got lost on their way", async () => {
    await send(container([streamed(1), streamed(2)], 3));
    await drainJournal();
    expect(await outcomes()).toEqual(["span: invalid item_count_mismatch 3"]);
    expect((await trace()).spans).toEqual([]);
  });

  it("go with their segment when a filter takes it", async () => {
    const health = (number: number, parts: object = {}) =>
      streamed(number, parts, { "sentry.segment.name": text("GET /healthz") });
    await send(container([health(1)]));
    await send(container([health(0, { span_id: ROOT, parent_span_id: null, is_segment: true }), health(2)]));
    await drainJournal();
    expect(await outcomes()).toEqual(["span: filtered filtered-transaction 3"]);
  });

  it("bring vitals that were known long after the page load", async () => {
    const late = (number: number, op: string, vital: string, value: number) =>
      streamed(
        number,
        {},
        { "sentry.op": text(op), [`browser.web_vital.${vital}.value`]: { value, type: "double" } },
      );
    await send(container([streamedRoot]));
    await drainJournal();
    await send(
      container([late(20, "ui.webvital.lcp", "lcp", 1800), late(21, "ui.interaction.click", "inp", 64)]),
    );
    const alone = {
      trace_id: TRACE,
      span_id: idOf(30),
      parent_span_id: ROOT,
      segment_id: ROOT,
      op: "ui.interaction.press",
      start_timestamp: START + 30,
      timestamp: START + 30.1,
      exclusive_time: 96,
      measurements: { inp: { value: 96, unit: "millisecond" } },
      data: { transaction: "/shop" },
    };
    await send([{ type: "span" }, alone]);
    await drainJournal();
    const vitals = await findVitals(cast.alice.access, TRACE);
    expect(Object.fromEntries(vitals)).toEqual({ [ROOT]: { fcp: 900, lcp: 1800, inp: 96 } });
  });

  it("are found with a hint of their time, and not beside it", async () => {
    await send(container([streamedRoot]));
    await drainJournal();
    const find = async (at: number) => (await findTrace(cast.alice.access, TRACE, { at }))?.spans.length;
    expect([await find(START * 1000), await find(START * 1000 - 3 * 86_400_000)]).toEqual([1, 0]);
  });

  it("survive a body that is not JSON", async () => {
    await send([{ type: "span", item_count: 1, content_type: CONTENT_TYPE }, "{"]);
    await drainJournal();
    expect(await outcomes()).toEqual(["span: invalid invalid_json 1"]);
  });
});

describe("the Web API", () => {
  const tokenOf = async (userId: number) =>
    (await createUserToken(userId, { name: "test", scopes: [...USER_TOKEN_SCOPES] })).token;

  async function ask(
    route: typeof traceRoute | typeof metaRoute,
    { person = cast.alice, org = "acme", id = TRACE, search = "" } = {},
  ) {
    const url = `http://localhost:3000/api/0/organizations/${org}/trace/${id}/${search}`;
    const headers = { Authorization: `Bearer ${await tokenOf(person.userId)}` };
    const params = Promise.resolve({ org, trace: id });
    const response = await route.GET(new Request(url, { headers }), { params });
    return { status: response.status, body: await response.json() };
  }

  const error = (eventId: string, spanId: string): SentItem => [
    { type: "event" },
    {
      event_id: eventId,
      platform: "node",
      exception: { values: [{ type: "TypeError", value: "no such order" }] },
      contexts: { trace: { trace_id: TRACE, span_id: spanId } },
    },
  ];

  it("tells a trace as a tree, with its errors", async () => {
    await send(transaction());
    expect(await sendItems(cast, [error("e".repeat(32), idOf(1))], { event_id: "e".repeat(32) })).toBe(200);
    expect(await sendItems(cast, [error("f".repeat(32), "d".repeat(16))], { event_id: "f".repeat(32) })).toBe(
      200,
    );
    await drainJournal();
    const { status, body } = await ask(traceRoute, { search: "?additional_attributes=db.system.name" });
    expect(status).toBe(200);
    expect(body).toMatchObject([
      {
        event_type: "span",
        event_id: ROOT,
        parent_span_id: null,
        transaction_id: EVENT,
        project_slug: "web",
        is_transaction: true,
        op: "http.server",
        duration: 1000,
        measurements: { "measurements.rows": 3 },
        children: [
          {
            event_id: idOf(1),
            parent_span_id: ROOT,
            additional_attributes: { "db.system.name": "postgresql" },
            errors: [{ event_type: "error", event_id: "e".repeat(32), short_id: "WEB-1", level: "error" }],
            children: [{ event_id: idOf(2), children: [] }],
          },
        ],
      },
      { event_type: "error", event_id: "f".repeat(32), description: "TypeError: no such order" },
    ]);
    expect((await ask(metaRoute)).body).toEqual({
      errors: 2,
      logs: 0,
      metrics: 0,
      performance_issues: 0,
      uptime_checks: 0,
      span_count: 3,
      span_count_map: { db: 2, "http.server": 1 },
      transaction_child_count_map: [{ "transaction.event_id": EVENT, "count()": 3 }],
    });
  });

  it("tells nobody of another organization's trace", async () => {
    await send(transaction());
    await drainJournal();
    const person = cast.charlie;
    expect((await ask(traceRoute, { person })).status).toBe(404);
    expect((await ask(traceRoute, { person, org: "umbrella" })).body).toEqual([]);
    expect((await ask(metaRoute, { person, org: "umbrella" })).body).toMatchObject({
      span_count: 0,
      errors: 0,
    });
    expect((await findTrace(cast.charlie.access, TRACE))?.spans).toEqual([]);
    expect(await findSpan(cast.charlie.access, { traceId: TRACE, spanId: ROOT })).toBeNull();
    expect((await findVitals(cast.charlie.access, TRACE)).size).toBe(0);
    expect((await ask(traceRoute, { person: cast.bob })).body).toHaveLength(1);
  });

  it.each([["nothing"], ["0".repeat(32)]])("knows no trace %s", async (id) => {
    expect((await ask(traceRoute, { id })).status).toBe(404);
    expect((await ask(metaRoute, { id })).status).toBe(404);
  });

  it("refuses a hint that is no time", async () => {
    expect((await ask(traceRoute, { search: "?timestamp=soon" })).status).toBe(400);
  });
});
