// Logs, metrics and errors on their whole way: posted to the door, digested, and asked for over the Web API.
import { beforeAll, describe, expect, it } from "vitest";
import { createUserToken } from "#lib/accounts/create-token.ts";
import { discoverRoute } from "#lib/api/answer-discover.ts";
import { db, pool } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { listLogs, logsOfTrace, type LogFilters } from "#lib/logs/queries.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();
let cast: Cast;
let token: string;
let stranger: string;

const NOW = Date.now();
const TRACE = "5b8efff798038103d269b633813fc60c";
const OTHER_TRACE = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const text = (value: string) => ({ value, type: "string" });
const attributesOf = (fields: Record<string, string | number | boolean>) =>
  Object.fromEntries(
    Object.entries({ "sentry.release": "web@1", "sentry.environment": "production", ...fields }).map(
      ([key, value]) => [key, typeof value === "string" ? text(value) : { value, type: typeof value }],
    ),
  );

async function post(...items: { header: object; payload: object }[]): Promise<number> {
  const lines = [{}, ...items.flatMap(({ header, payload }) => [header, payload])];
  const response = await acceptEnvelope({
    method: "POST",
    path: `/api/${cast.web.projectId}/envelope/`,
    query: new URLSearchParams({ sentry_key: cast.publicKey, sentry_version: "7" }),
    header: () => null,
    remoteAddress: "127.0.0.1",
    body: (async function* () {
      yield Buffer.from(lines.map((line) => JSON.stringify(line)).join("\n"));
    })(),
  });
  return response.status;
}

const container = (type: string, items: object[], count = items.length) => ({
  header: { type, item_count: count, content_type: `application/vnd.sentry.items.${type}+json` },
  payload: { items },
});

const logs = [
  {
    timestamp: NOW / 1000 - 600.000002,
    trace_id: TRACE,
    level: "info",
    body: "Order 100% paid by O'Brien",
    attributes: attributesOf({ plan: "pro", "cart.total": 12.5, vip: true, "we'ird}key": "x" }),
  },
  {
    timestamp: new Date(NOW - 1_200_000).toISOString(),
    trace_id: TRACE,
    level: "error",
    body: "Payment failed",
    attributes: attributesOf({ plan: "free", "cart.total": 40, "user.id": "42" }),
  },
  {
    timestamp: NOW / 1000 - 1_800,
    trace_id: OTHER_TRACE,
    level: "warn",
    body: "Disk is full",
    attributes: attributesOf({ plan: "free", "sentry.environment": "staging" }),
  },
];
const metrics = [10, 20, 30, 40].map((value) => ({
  timestamp: NOW / 1000 - 60,
  trace_id: TRACE,
  name: "queue.size",
  type: "gauge",
  unit: "item",
  value,
  attributes: attributesOf({ queue: value > 20 ? "b" : "a" }),
}));
const error = (value: string, fields: object = {}) => ({
  header: { type: "event" },
  payload: {
    timestamp: NOW / 1000 - 5,
    platform: "node",
    exception: { values: [{ type: "TypeError", value }] },
    ...fields,
  },
});

beforeAll(async () => {
  cast = await createCast();
  token = (await createUserToken(cast.bob.userId, { name: "all", scopes: ["org:read"] })).token;
  stranger = (await createUserToken(cast.charlie.userId, { name: "all", scopes: ["org:read"] })).token;
  expect(await post(container("log", logs))).toBe(200);
  expect(await post(container("log", [logs[0]!], 2))).toBe(200);
  expect(await post(container("trace_metric", [...metrics, { ...metrics[0], value: "many" }]))).toBe(200);
  expect(await post(error("boom", { user: { id: "7" }, tags: { plan: "pro", weight: "5" } }))).toBe(200);
  expect(await post(error("boom", { tags: { plan: "free", weight: "7" } }))).toBe(200);
  expect(
    await post(error("bang", { level: "warning", exception: { values: [{ type: "RangeError" }] } })),
  ).toBe(200);
  await drainJournal();
});

async function ask(
  parameters: Record<string, string | string[]>,
  options: { token?: string; org?: string } = {},
) {
  const { org = "acme" } = options;
  const url = new URL(`http://localhost/api/0/organizations/${org}/events/`);
  for (const [name, values] of Object.entries(parameters))
    for (const value of [values].flat()) url.searchParams.append(name, value);
  const headers = { authorization: `Bearer ${options.token ?? token}` };
  const response = await discoverRoute(new Request(url, { headers }), { params: Promise.resolve({ org }) });
  const body = (await response.json()) as {
    data: Record<string, unknown>[];
    meta: { fields: object; units: object };
    detail?: string;
  };
  return { status: response.status, link: response.headers.get("link") ?? "", ...body };
}

async function rows(parameters: Record<string, string | string[]>) {
  const { status, data, detail } = await ask(parameters);
  expect({ status, detail }).toEqual({ status: 200, detail: undefined });
  return data;
}

describe("logs", () => {
  it("are listed newest first, with their types", async () => {
    const answer = await ask({
      dataset: "ourlogs",
      field: [
        "sentry.item_id",
        "timestamp",
        "message",
        "severity",
        "trace",
        "project",
        "plan",
        "tags[cart.total,number]",
        "span_id",
      ],
    });
    expect(answer.status).toBe(200);
    expect(
      answer.data.map((row) => [
        row["message"],
        row["severity"],
        row["plan"],
        row["tags[cart.total,number]"],
      ]),
    ).toEqual([
      ["Order 100% paid by O'Brien", "info", "pro", 12.5],
      ["Payment failed", "error", "free", 40],
      ["Disk is full", "warn", "free", null],
    ]);
    expect(answer.data[0]).toMatchObject({ trace: TRACE, project: "web", span_id: null });
    expect(answer.data[0]?.["sentry.item_id"]).toMatch(/^[0-9a-f]{32}$/);
    const at = String(answer.data[0]?.["timestamp"]);
    expect(Math.abs(Date.parse(at) - (NOW - 600_000))).toBeLessThan(2);
    expect(at).toMatch(/\.\d{6}Z$/);
    expect(answer.meta.fields).toMatchObject({ timestamp: "date", "tags[cart.total,number]": "number" });
  });

  const found = async (query: string, more: Record<string, string | string[]> = {}) =>
    (await rows({ dataset: "logs", field: "message", query, ...more })).map((row) =>
      String(row["message"]).slice(0, 5),
    );
  const ALL = ["Order", "Payme", "Disk "];

  it.each([
    ["", ALL],
    ["severity:error", ["Payme"]],
    ["!severity:error", ["Order", "Disk "]],
    ["severity:[error,warn]", ["Payme", "Disk "]],
    ["severity:error OR severity:warn", ["Payme", "Disk "]],
    ["plan:free !(severity:warn)", ["Payme"]],
    ["plan:p*", ["Order"]],
    ["plan:P*", ["Order"]],
    ["has:user.id", ["Payme"]],
    ["!has:user.id", ["Order", "Disk "]],
    ["user.id:42", ["Payme"]],
    ["cart.total:>20", ["Payme"]],
    ["!cart.total:>20", ["Order", "Disk "]],
    ["tags[cart.total,number]:12.5", ["Order"]],
    ["vip:true", ["Order"]],
    ["tags[vip,boolean]:true", ["Order"]],
    ["Disk", ["Disk "]],
    ["disk", []],
    ['"Payment failed"', ["Payme"]],
    ["Pay*failed", ["Payme"]],
    ["100%", ["Order"]],
    ["1_0", []],
    ["O'Brien", ["Order"]],
    [`trace:${OTHER_TRACE}`, ["Disk "]],
    ["project:web environment:staging", ["Disk "]],
    ["project:other", []],
    ["timestamp:>-25m", ["Order", "Payme"]],
    ["timestamp:-25m", ["Order", "Payme"]],
    ["timestamp:+25m", ["Disk "]],
    ["timestamp:>-15s", null],
    ["timestamp:<2020-01-01", []],
    ["severity_number:>=13", ["Payme", "Disk "]],
    ["missing:x", []],
    ['missing:""', ALL],
    ["tags[we'ird}key]:x", ["Order"]],
  ])("match %j", async (query, expected) => {
    if (expected === null) expect((await ask({ dataset: "logs", field: "message", query })).status).toBe(400);
    else expect(await found(query)).toEqual(expected);
  });

  it("are narrowed by environment, project and time", async () => {
    expect(await found("", { environment: "staging" })).toEqual(["Disk "]);
    expect(await found("", { project: "web" })).toEqual(ALL);
    expect(await found("", { statsPeriod: "25m" })).toEqual(["Order", "Payme"]);
    expect(await found("", { start: "2020-01-01", end: "2020-02-01" })).toEqual([]);
    expect((await ask({ dataset: "logs", field: "message", project: "secret" })).status).toBe(400);
  });

  it("are grouped", async () => {
    const data = await rows({
      dataset: "logs",
      field: ["plan", "count()", "avg(cart.total)", "count_unique(severity)", "max(timestamp)"],
      sort: "-count()",
    });
    expect(data).toMatchObject([
      { plan: "free", "count()": 2, "avg(cart.total)": 40, "count_unique(severity)": 2 },
      { plan: "pro", "count()": 1, "avg(cart.total)": 12.5, "count_unique(severity)": 1 },
    ]);
    expect(await rows({ dataset: "logs", field: ["plan", "count()"], query: "count():>1" })).toHaveLength(1);
  });

  it("come page by page, without gaps", async () => {
    const seen: unknown[] = [];
    let cursor = "";
    for (let page = 0; page < 3; page++) {
      const answer = await ask({
        dataset: "logs",
        field: "message",
        per_page: "1",
        ...(cursor && { cursor }),
      });
      seen.push(...answer.data.map((row) => String(row["message"]).slice(0, 5)));
      const next = /rel="next"; results="(\w+)"; cursor="([^"]+)"/.exec(answer.link);
      expect(next?.[1]).toBe(page < 2 ? "true" : "false");
      cursor = next?.[2] ?? "";
    }
    expect(seen).toEqual(ALL);
  });

  const filters = (more: Partial<LogFilters> = {}): LogFilters => ({
    range: { from: null, until: NOW + 60_000 },
    levels: [],
    text: "",
    releases: [],
    environments: [],
    cursor: null,
    limit: 100,
    ...more,
  });
  const bodies = async (more: Partial<LogFilters>) =>
    (await listLogs([cast.web], filters(more))).items.map((log) => log.body.slice(0, 5));

  it("are what pages list", async () => {
    expect(await bodies({})).toEqual(ALL);
    expect(await bodies({ levels: ["warn", "error"] })).toEqual(["Payme", "Disk "]);
    expect(await bodies({ text: "100%" })).toEqual(["Order"]);
    expect(await bodies({ text: "_" })).toEqual([]);
    expect(await bodies({ releases: ["web@1"], environments: ["staging"] })).toEqual(["Disk "]);
    expect(await listLogs([], filters())).toEqual({ items: [], previous: null, next: null });
    const first = await listLogs([cast.web], filters({ limit: 2 }));
    const second = await listLogs([cast.web], filters({ limit: 2, cursor: first.next }));
    expect(second.items.map((log) => log.body)).toEqual(["Disk is full"]);
    expect(second.next).toBeNull();
    const back = await listLogs([cast.web], filters({ limit: 2, cursor: second.previous }));
    expect(back.items).toEqual(first.items);
    expect(back.previous).toBeNull();
  });

  it("are what a trace lists, oldest first", async () => {
    const ofTrace = await logsOfTrace([cast.web], TRACE, NOW, 10);
    expect(ofTrace.map((log) => log.body)).toEqual(["Payment failed", "Order 100% paid by O'Brien"]);
    expect(ofTrace[0]).toMatchObject({ user: "id:42", release: "web@1", remarks: [] });
    expect(await logsOfTrace([cast.web], "x' OR 1=1", NOW, 10)).toEqual([]);
  });
});

describe("metrics", () => {
  it("are aggregated by the nearest rank", async () => {
    const functions = [
      "count()",
      "sum(value)",
      "p50(value)",
      "p75(value)",
      "p95(value)",
      "min(value)",
      "max(value)",
    ];
    const data = await rows({ dataset: "tracemetrics", field: functions, query: "metric.name:queue.size" });
    expect(data).toEqual([
      {
        "count()": 4,
        "sum(value)": 100,
        "p50(value)": 20,
        "p75(value)": 30,
        "p95(value)": 40,
        "min(value)": 10,
        "max(value)": 40,
      },
    ]);
    expect(
      await rows({
        dataset: "tracemetrics",
        field: ["queue", "avg(value)"],
        query: "metric.type:gauge",
        sort: "queue",
      }),
    ).toEqual([
      { queue: "a", "avg(value)": 15 },
      { queue: "b", "avg(value)": 35 },
    ]);
  });

  it("have nothing to say of no rows", async () => {
    const data = await rows({
      dataset: "tracemetrics",
      field: ["p95(value)", "avg(value)", "last_seen()"],
      query: "metric.name:none",
    });
    expect(data).toEqual([{ "p95(value)": null, "avg(value)": null, "last_seen()": null }]);
  });
});

describe("errors", () => {
  it("are grouped, and newest known", async () => {
    const data = await rows({
      field: ["title", "error.type", "count()", "count_unique(user)", "last_seen()"],
      sort: "-count",
    });
    expect(data).toMatchObject([
      { title: "TypeError: boom", "error.type": "TypeError", "count()": 2, "count_unique(user)": 1 },
      { "error.type": "RangeError", "count()": 1, "count_unique(user)": 0 },
    ]);
  });

  it.each([
    ["error.type:TypeError", 2],
    ["error.type:type*", 2],
    ["!error.type:TypeError", 1],
    ["boom", 2],
    ["BOOM level:error", 2],
    ["plan:pro", 1],
    ["tags[weight,number]:>5", 1],
    ["user.id:7", 1],
    ["project.id:999999", 0],
  ])("match %j", async (query, count) => {
    expect(await rows({ dataset: "discover", field: "count()", query })).toEqual([{ "count()": count }]);
  });

  it("name their issues, merged groups as one", async () => {
    const field = ["issue", "issue.id", "count()"];
    const apart = await rows({ field });
    expect(apart).toMatchObject([
      { issue: "WEB-1", "count()": 2 },
      { issue: "WEB-2", "count()": 1 },
    ]);
    const [first, second] = apart.map((row) => String(row["issue.id"]));
    const count = async (query: string) => (await rows({ field: "count()", query }))[0]?.["count()"];
    expect(await count("issue:web-1")).toBe(2);
    expect(await count("!issue:WEB-1")).toBe(1);
    expect(await count(`issue.id:[${first},${second}]`)).toBe(3);
    expect(await count("issue:WEB-99")).toBe(0);
    expect(await count("issue:*")).toBe(0);
    await pool().query("UPDATE grouping_hash SET issue_id = $1 WHERE issue_id = $2", [first, second]);
    expect(await rows({ field })).toMatchObject([{ issue: "WEB-1", "count()": 3 }]);
    expect(await count(`issue.id:${first}`)).toBe(3);
    expect(await rows({ field: "count_unique(issue)" })).toEqual([{ "count_unique(issue)": 1 }]);
  });

  it("are found by id", async () => {
    const [first] = await rows({ field: "id" });
    expect(await rows({ field: "id", query: `id:${String(first?.["id"])}` })).toHaveLength(1);
    expect(await rows({ field: "id", query: "id:nonsense" })).toHaveLength(0);
  });
});

describe("spans", () => {
  it("answer every public field and function", async () => {
    const { SPAN_COLUMNS } = await import("#lib/discover/columns-spans.ts");
    for (const name of SPAN_COLUMNS.keys())
      expect(await rows({ dataset: "spans", field: name, query: `has:${name}` })).toEqual([]);
    const field = ["span.op", "p95(span.duration)", "avg(measurements.lcp)", "count_unique(user)"];
    const answer = await ask({ dataset: "spans", field, query: "span.duration:>2s span.op:db*" });
    expect(answer.data).toEqual([]);
    expect(answer.meta.fields).toMatchObject({ "p95(span.duration)": "duration" });
    expect(answer.meta.units).toMatchObject({ "p95(span.duration)": "millisecond", "span.op": null });
  });
});

describe("every public field", () => {
  it.each(["errors", "logs", "tracemetrics"] as const)("of %s is a column", async (dataset) => {
    const { TABLES } = await import("#lib/discover/tables.ts");
    const names = [...TABLES[dataset].columns.keys()];
    for (let at = 0; at < names.length; at += 20) {
      const field = names.slice(at, at + 20);
      expect((await rows({ dataset, field })).length).toBeGreaterThan(0);
      expect((await rows({ dataset, field: [...field.slice(0, 19), "count()"] })).length).toBeGreaterThan(0);
    }
  });
});

it.each(["errors", "spans", "logs", "tracemetrics"])(
  "%s have fields of their own choice",
  async (dataset) => {
    const answer = await ask({ dataset });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.meta.fields)).toContain("timestamp");
    expect(Object.keys(answer.data[0] ?? answer.meta.fields)).toEqual(Object.keys(answer.meta.fields));
  },
);

describe("who asks", () => {
  it("gets a 404 for another organization", async () => {
    const asked = { dataset: "logs", field: "message" };
    expect((await ask(asked, { token: stranger })).status).toBe(404);
    expect((await ask(asked, { org: "missing" })).status).toBe(404);
    expect((await ask(asked, { token: "nonsense" })).status).toBe(401);
  });

  it("sees nothing of others in an own organization", async () => {
    const own = { token: stranger, org: "umbrella" };
    for (const dataset of ["errors", "logs", "tracemetrics", "spans"]) {
      expect((await ask({ dataset, field: "id" }, own)).data).toEqual([]);
      const byId = { dataset, field: "id", project: String(cast.web.projectId) };
      expect((await ask(byId, own)).status).toBe(400);
      const query = `project:web OR project.id:${cast.web.projectId} OR has:id`;
      expect((await ask({ dataset, field: "id", query }, own)).data).toEqual([]);
    }
  });
});

describe("hostile input", () => {
  it.each([
    ["field", "1; DROP TABLE logs"],
    ["field", "message FROM logs --"],
    ["field", "count()) FROM logs --"],
    ["field", "sleep(3)"],
    ["field", "sum(sleep(3))"],
    ["field", "tags[a]]"],
    ["field", "equation|count() / 2"],
    ["field", "avg(message)"],
    ["field", "p42(value)"],
    ["sort", "message; DROP TABLE logs"],
    ["sort", "count()"],
    ["query", "severity:"],
    ["query", "(severity:error"],
    ["query", "severity:error)"],
    ["query", "OR"],
    ["query", "severity:[a,b"],
    ["query", "message:>5"],
    ["query", "timestamp:soon"],
    ["query", "severity_number:>many"],
    ["query", "count():>1"],
    ["query", "x".repeat(2_001)],
    ["query", "a ".repeat(51)],
    ["query", "(".repeat(11) + "a" + ")".repeat(11)],
    ["dataset", "system.tables"],
    ["statsPeriod", "forever"],
  ])("is refused: %s=%s", async (name, value) => {
    const answer = await ask({ dataset: "logs", field: "message", [name]: value });
    expect(answer.status).toBe(400);
    expect(answer.detail).toMatch(/^[A-Z"a-z]/);
    expect(answer.detail).not.toMatch(/DB::Exception|Code:/);
  });

  it.each([
    "'; DROP TABLE logs; --",
    "a' OR '1'='1",
    "\\' OR 1=1 --",
    "{p0:String}",
    "x} OR 1=1",
    "\\\\\\",
    "tab\tnew\nline",
    "%%%",
    "🙂 ☃",
    "`backtick`",
    "$(whoami)",
  ])("is only a value: %j", async (value) => {
    const inQuotes = `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
    for (const query of [`severity:${inQuotes}`, `plan:${inQuotes}`, inQuotes, `tags[plan]:[${inQuotes}]`])
      expect(await rows({ dataset: "logs", field: ["message", "plan"], query })).toEqual([]);
    expect(await rows({ dataset: "logs", field: "message", environment: value })).toEqual([]);
    const key = value.replaceAll(/[\]\t\n,]/g, "");
    const named = await rows({ dataset: "logs", field: [`tags[${key}]`, "count()"], sort: `tags[${key}]` });
    expect(named).toEqual([{ [`tags[${key}]`]: null, "count()": 3 }]);
  });

  it("never asks for more than 20 fields", async () => {
    const field = Array.from({ length: 21 }, (_, index) => `a${index}`);
    expect((await ask({ dataset: "logs", field })).status).toBe(400);
    expect((await ask({ dataset: "logs", field: field.slice(1) })).status).toBe(200);
  });
});

describe("outcomes", () => {
  it("count every log and metric", async () => {
    const outcomes = await db().outcome.findMany({
      where: { category: { in: ["log_item", "trace_metric"] } },
    });
    expect(
      outcomes
        .map(({ category, outcome, reason, quantity }) => `${category} ${outcome} ${reason} ${quantity}`)
        .sort(),
    ).toEqual([
      "log_item accepted  3",
      "log_item invalid item_count_mismatch 1",
      "trace_metric accepted  4",
      "trace_metric invalid invalid_value 1",
    ]);
    const left = await pool().query<{ n: number }>("SELECT count(*)::int AS n FROM ingest_journal");
    expect(left.rows[0]?.n).toBe(0);
    expect(await db().release.count({ where: { version: "web@1" } })).toBe(1);
  });
});
