// Reports that browsers send by themselves, from the door to the issue.
import { beforeEach, describe, expect, it } from "vitest";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { findEvent } from "#lib/events/queries.ts";
import { listIssues } from "#lib/issues/queries-list.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { countedOutcomes, journaled, knock } from "#server/testing/knock.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await flushOutcomes();
  await stores.truncate();
  cast = await createCast();
});

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
const url = (door: string, query = "") =>
  `/api/${cast.web.projectId}/${door}/?sentry_key=${cast.publicKey}${query}`;
const report = (type: string, body: unknown, door = "security", query = "") =>
  knock(url(door, query), {
    headers: { "content-type": type, "user-agent": FIREFOX },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const issues = async () =>
  (
    await listIssues(cast.alice.access, {
      tab: "all",
      sort: "last_seen",
      query: "",
      projectIds: [],
      environments: [],
      range: { from: null, until: Date.now() + 60_000 },
      cursor: null,
      limit: 100,
    })
  ).items;

const old = (fields: object = {}) => ({
  "csp-report": {
    "document-uri": "https://shop.example/cart?step=2",
    referrer: "https://shop.example/",
    "violated-directive": "script-src 'self'",
    "effective-directive": "script-src",
    "original-policy": "default-src 'self'",
    "blocked-uri": "https://evil.example/x.js",
    "status-code": 200,
    ...fields,
  },
});
const modern = (body: object = {}, rest: object = {}) => ({
  type: "csp-violation",
  age: 5_000,
  url: "https://shop.example/cart",
  user_agent: FIREFOX,
  body: {
    documentURL: "https://shop.example/cart",
    blockedURL: "https://evil.example/other.js",
    effectiveDirective: "script-src",
    originalPolicy: "default-src 'self'",
    disposition: "report",
    statusCode: 200,
    ...body,
  },
  ...rest,
});

describe("a violated security policy", () => {
  it("becomes an issue, the same for both forms of the report", async () => {
    const query = "&sentry_release=shop%401.0&sentry_environment=staging";
    expect(await report("application/csp-report", old(), "csp-report", query)).toMatchObject({
      status: 200,
      text: "",
    });
    expect((await report("application/reports+json; charset=utf-8", [modern()])).status).toBe(200);
    await drainJournal();
    const [issue, ...more] = await issues();
    expect(more).toEqual([]);
    expect(issue).toMatchObject({
      title: "Blocked 'script' from 'evil.example'",
      culprit: "script-src",
      timesSeen: 2,
      shortId: "WEB-1",
    });
    const found = await findIssue(cast.alice.access, "WEB-1");
    const latest = await findEvent(found!.scope, "latest");
    const oldest = await findEvent(found!.scope, "oldest");
    const events = [latest!.event, oldest!.event];
    const first = events.find((event) => event.release === "shop@1.0")!;
    const second = events.find((event) => event.release === undefined)!;
    expect(first).toMatchObject({
      type: "csp",
      level: "error",
      environment: "staging",
      request: { url: "https://shop.example/cart", query: [["step", "2"]] },
      contexts: {
        csp: { blocked_uri: "https://evil.example/x.js", blocked_source: "evil.example", status_code: 200 },
        browser: { name: "Firefox" },
      },
    });
    expect(first.tags).toEqual(
      expect.arrayContaining([
        ["effective-directive", "script-src"],
        ["blocked-uri", "https://evil.example/x.js"],
      ]),
    );
    expect(first.request?.headers).toContainEqual(["Referer", "https://shop.example/"]);
    expect(second).toMatchObject({ level: "warning", contexts: { csp: { disposition: "report" } } });
    expect(second.receivedAt - second.timestamp).toBe(5_000);
    expect(await countedOutcomes()).toEqual(["security accepted=2"]);
  });

  it("without an effective directive has the first word of the violated one", async () => {
    await report("application/json", old({ "effective-directive": undefined, "blocked-uri": "inline" }));
    await drainJournal();
    expect(await issues()).toMatchObject([{ title: "Blocked inline 'script'", culprit: "script-src" }]);
  });

  it("of another kind or from another host is another issue", async () => {
    const bodies = [
      old(),
      old({ "blocked-uri": "https://other.example/x.js" }),
      old({ "effective-directive": "img-src" }),
    ];
    for (const body of bodies) await report("application/csp-report", body);
    await drainJournal();
    expect((await issues()).map(({ title }) => title).sort()).toEqual([
      "Blocked 'image' from 'evil.example'",
      "Blocked 'script' from 'evil.example'",
      "Blocked 'script' from 'other.example'",
    ]);
  });

  it("is an event each in a list; what else the list has is counted", async () => {
    const list = [modern(), { type: "deprecation", body: {} }, 7, modern({ blockedURL: "inline" })];
    expect((await report("application/reports+json", list)).status).toBe(200);
    const ids = (await journaled()).map(({ header }) => header.event_id);
    expect(new Set(ids).size).toBe(2);
    await drainJournal();
    expect(await issues()).toHaveLength(2);
    expect(await countedOutcomes()).toEqual(["security accepted=2", "security invalid unsupported_report=2"]);
  });

  it("beyond the hundredth of a list is counted and dropped", async () => {
    await report(
      "application/reports+json",
      Array.from({ length: 120 }, () => modern()),
    );
    expect(await journaled()).toHaveLength(100);
    expect(await countedOutcomes()).toEqual(["security invalid unsupported_report=20"]);
  });

  it.each([
    ["Expect-CT", "application/expect-ct-report+json", { "expect-ct-report": {} }],
    ["HPKP", "application/json", { "known-pins": [], hostname: "a.example" }],
  ])("of a retired kind is answered and dropped: %s", async (_name, type, body) => {
    expect(await report(type, body)).toMatchObject({ status: 200, text: "" });
    expect(await journaled()).toEqual([]);
    expect(await countedOutcomes()).toEqual(["security invalid unsupported_report=1"]);
  });

  it.each([
    ["another content type", 415, "text/plain", old(), "unsupported_encoding"],
    ["no JSON", 400, "application/json", "hello", "invalid_envelope"],
    ["a nest", 400, "application/json", "[".repeat(10_000), "invalid_envelope"],
    ["something else", 400, "application/json", { hello: 1 }, "invalid_envelope"],
    ["more than fits", 413, "application/json", `"${"x".repeat(1_100_000)}"`, "too_large"],
  ])("refuses %s: %i", async (_name, status, type, body, reason) => {
    expect((await report(type, body)).status).toBe(status);
    expect(await countedOutcomes()).toEqual([`security invalid ${reason}=1`]);
  });

  it("wants a key", async () => {
    expect((await knock(`/api/${cast.web.projectId}/security/`)).status).toBe(401);
  });
});

describe("a network error", () => {
  const failed = {
    type: "network-error",
    age: 60_000,
    url: "https://shop.example/api",
    user_agent: FIREFOX,
    body: {
      type: "http.error",
      phase: "application",
      status_code: 502,
      method: "GET",
      protocol: "h2",
      server_ip: "192.0.2.1",
      sampling_fraction: 0.5,
      elapsed_time: 120,
      referrer: "",
    },
  };

  it("becomes a log", async () => {
    const fine = { ...failed, body: { ...failed.body, type: "ok", status_code: 200 } };
    const answer = await report(
      "application/reports+json",
      [failed, fine, { type: "crash", body: {} }],
      "nel",
    );
    expect(answer).toMatchObject({ status: 200, text: "" });
    const [envelope] = await journaled();
    const [item] = envelope!.items;
    expect(item!.header).toMatchObject({
      type: "log",
      item_count: 2,
      content_type: "application/vnd.sentry.items.log+json",
    });
    const { items } = JSON.parse(Buffer.from(item!.payload).toString());
    expect(items).toMatchObject([
      {
        level: "warn",
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        timestamp: (envelope!.entry.receivedAt.getTime() - 60_000) / 1000,
        body: "Network error http.error 502 (application): https://shop.example/api",
        attributes: {
          "nel.type": { value: "http.error", type: "string" },
          "nel.sampling_fraction": { value: 0.5, type: "double" },
          "http.response.status_code": { value: 502, type: "integer" },
          "url.full": { value: "https://shop.example/api", type: "string" },
        },
      },
      { level: "info" },
    ]);
    expect(items[0].attributes).not.toHaveProperty("nel.referrer");
    expect(await countedOutcomes()).toEqual(["log_item invalid unsupported_report=1"]);
  });

  it("may come alone; what is none is refused", async () => {
    expect((await report("application/json", failed, "nel")).status).toBe(200);
    expect(await journaled()).toHaveLength(1);
    expect((await report("application/json", { type: "network-error" }, "nel")).status).toBe(400);
    expect((await report("text/plain", [failed], "nel")).status).toBe(415);
  });
});
