// The protocol's must-pass checks 21 to 30: what events say, read as the issue's page reads it.
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import type { Event } from "#lib/events/event.ts";
import { listLogs } from "#lib/logs/queries.ts";
import { countSessions } from "#lib/sessions/queries.ts";
import { findTrace } from "#lib/traces/queries.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { container, item, sendEnvelope } from "#server/testing/send-envelope.ts";
import { storedEvent } from "#server/testing/stored-event.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const VISITOR = "198.51.100.7";
const TRACE = "771a43a4192642f0b136d5159a501700";
const NOW = Math.floor(Date.now() / 1_000) - 60;

let lastId = 0;
const newId = () => (++lastId).toString(16).padStart(32, "e");

/** Sends one event and reads it. */
async function take(event: object, headers: Record<string, string> = {}) {
  const id = newId();
  const { status } = await sendEnvelope(cast, { event_id: id }, [item("event", event)], headers);
  expect(status).toBe(200);
  await drainJournal();
  return storedEvent(cast, id);
}
const eventOf = async (event: object, headers?: Record<string, string>): Promise<Event> =>
  (await take(event, headers)).event;
const fixture = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../e2e/fixtures/events/${name}.json`, import.meta.url), "utf8"));
const tagsOf = ({ tags }: Event) => Object.fromEntries(tags);

describe("exceptions and messages", () => {
  it("check 21: exceptions as a list, as values and as one object are the same", async () => {
    const one = { type: "ValueError", value: "no such order" };
    for (const exception of [[one], { values: [one] }, one]) {
      const { event, issue } = await take({ platform: "python", exception });
      expect(event.exceptions).toMatchObject([one]);
      expect(issue).toMatchObject({ title: "ValueError: no such order", shortId: "WEB-1" });
    }
  });

  it("check 22: causes come first, the main error is the last, and ids tell the tree", async () => {
    // As JavaScript sends an AggregateError of two, one of them with a cause.
    const link = (exception_id: number, parent_id: number, source: string) => ({
      mechanism: { type: "chained", handled: true, exception_id, parent_id, source },
    });
    const { event, issue } = await take({
      platform: "javascript",
      exception: {
        values: [
          { type: "SyntaxError", value: "bad JSON", ...link(3, 2, "cause") },
          { type: "Error", value: "second", ...link(2, 0, "errors[1]") },
          { type: "Error", value: "first", ...link(1, 0, "errors[0]") },
          {
            type: "AggregateError",
            value: "all failed",
            mechanism: { type: "generic", handled: false, exception_id: 0, is_exception_group: true },
          },
        ],
      },
    });
    expect(event.exceptions.map(({ type, value }) => `${type}: ${value}`)).toEqual([
      "SyntaxError: bad JSON",
      "Error: second",
      "Error: first",
      "AggregateError: all failed",
    ]);
    const tree = event.exceptions.map(({ mechanism }) => [mechanism?.exceptionId, mechanism?.parentId]);
    expect(tree).toEqual([
      [3, 2],
      [2, 0],
      [1, 0],
      [0, undefined],
    ]);
    expect(event.exceptions.at(-1)?.mechanism).toMatchObject({ isExceptionGroup: true, handled: false });
    expect(issue.title).toBe("AggregateError: all failed");
    const chained = await take({
      platform: "python",
      exception: {
        values: [
          { type: "KeyError", value: "'id'" },
          { type: "Problem", value: "cannot load" },
        ],
      },
    });
    expect(chained.issue.title).toBe("Problem: cannot load");
  });

  it("check 23: captureMessage of JavaScript 11 is a message, not a class of error", async () => {
    const { event, issue } = await take(fixture("browser-11-message"));
    expect(event.exceptions[0]).toMatchObject({ type: "", mechanism: { synthetic: true } });
    expect(event.message?.formatted).toBe("Checkout opened");
    expect(issue.title).toBe("Checkout opened");
    // The same words from elsewhere are the same problem.
    const elsewhere = { platform: "javascript", level: "info", message: "Checkout opened" };
    const mechanism = { type: "generic", handled: true, synthetic: true };
    const frames = [{ filename: "https://shop.example/other.js", function: "open", lineno: 7, in_app: true }];
    const exception = { values: [{ value: "Checkout opened", stacktrace: { frames }, mechanism }] };
    expect((await take({ ...elsewhere, exception })).issue.id).toBe(issue.id);
  });

  it("check 24: tags as an object, as pairs, and values that are no text", async () => {
    const object = await eventOf({
      message: "m",
      tags: { plan: "gold", retried: true, tries: 3, none: null },
    });
    expect(tagsOf(object)).toMatchObject({ plan: "gold", retried: "True", tries: "3" });
    expect(tagsOf(object)).not.toHaveProperty("none");
    const pairs = await eventOf({
      message: "m",
      tags: [
        ["plan", "gold"],
        ["retried", false],
        ["the key", "x"],
        ["region", null],
      ],
    });
    expect(tagsOf(pairs)).toMatchObject({ plan: "gold", retried: "False", "the-key": "x" });
    expect(tagsOf(pairs)).not.toHaveProperty("region");
  });
});

describe("times", () => {
  it("check 25: RFC 3339 and seconds are the same time in every type", async () => {
    const iso = new Date(NOW * 1_000).toISOString().replace(".000Z", ".250000Z");
    const nanos = iso.replace("250000Z", "250000123Z");
    const later = new Date((NOW + 1) * 1_000).toISOString();
    const anyone = { from: 0, until: Date.now() + 60_000 };
    const times = [NOW + 0.25, iso, iso.replace("Z", ""), iso.replace("Z", "+00:00"), nanos];
    for (const [index, timestamp] of times.entries()) {
      const event = await eventOf({ message: "m", timestamp, breadcrumbs: [{ timestamp, message: "b" }] });
      expect([timestamp, event.timestamp, event.breadcrumbs[0]?.timestamp]).toEqual([
        timestamp,
        NOW * 1_000 + 250,
        NOW * 1_000 + 250,
      ]);

      const spanId = index.toString(16).padStart(16, "a");
      const trace = { trace_id: TRACE, span_id: spanId };
      const transaction = {
        type: "transaction",
        transaction: "/orders",
        start_timestamp: timestamp,
        timestamp: typeof timestamp === "number" ? NOW + 1 : later,
        contexts: { trace },
      };
      const streamed = {
        ...trace,
        span_id: spanId.replaceAll("a", "b"),
        name: "streamed",
        status: "ok",
        start_timestamp: timestamp,
        end_timestamp: typeof timestamp === "number" ? NOW + 1 : later,
        attributes: {},
      };
      const log = { timestamp, trace_id: TRACE, level: "info", body: `log ${index}` };
      const metric = { timestamp, trace_id: TRACE, name: `metric.${index}`, type: "counter", value: 1 };
      const attrs = { release: `web@1.0.${index}` };
      const session = { sid: newId(), init: true, started: timestamp, timestamp, attrs };
      await sendEnvelope(cast, { event_id: newId() }, [item("transaction", transaction)]);
      await sendEnvelope(cast, {}, [container("span", [streamed])]);
      await sendEnvelope(cast, {}, [container("log", [log]), container("trace_metric", [metric])]);
      await sendEnvelope(cast, {}, [item("session", session)]);
    }
    await drainJournal();
    const spans = (await findTrace(cast.alice.access, TRACE))?.spans ?? [];
    expect(spans.map(({ startUs, durationUs }) => [startUs, durationUs])).toEqual(
      spans.map(() => [NOW * 1e6 + 250_000, 750_000]),
    );
    expect(spans).toHaveLength(2 * times.length);
    const filters = { levels: [], text: "", releases: [], environments: [], cursor: null, limit: 100 };
    const { items: logs } = await listLogs([cast.web], { ...filters, range: anyone });
    expect(logs.map(({ us }) => us)).toEqual(times.map(() => NOW * 1e6 + 250_000));
    const metrics = await queryRows(
      z.object({ us: z.coerce.number() }),
      "SELECT toUnixTimestamp64Micro(timestamp) AS us FROM metrics",
    );
    expect(metrics.map(({ us }) => us)).toEqual(times.map(() => NOW * 1e6 + 250_000));
    const range = { from: NOW * 1_000, until: NOW * 1_000 + 1_000 };
    const [group] = await countSessions(
      [cast.web],
      { range, releases: [], environments: [] },
      { groupBy: [], limit: 1 },
    );
    expect(group?.sessions.total).toBe(times.length);
  });
});

describe("what SDKs leave empty", () => {
  it("check 26: null means absent everywhere in an event of Python", async () => {
    const python = await eventOf({ ...fixture("python"), timestamp: NOW });
    expect(python).toMatchObject({
      platform: "python",
      level: "error",
      exceptions: [{ type: "KeyError", value: "'total'" }],
      fingerprint: ["{{ default }}", "invoices"],
    });
    expect(python).not.toHaveProperty("release");
    expect(python).not.toHaveProperty("request");

    const nothing = {
      ...{ level: null, logger: null, logentry: null, transaction: null, server_name: null, release: null },
      ...{ dist: null, environment: null, breadcrumbs: null, contexts: null, request: null, user: null },
      ...{ tags: null, extra: null, modules: null, fingerprint: null, sdk: null, debug_meta: null },
      ...{ threads: null, errors: null, _meta: null, transaction_info: null, stacktrace: null },
    };
    const frame = { filename: "a.py", function: "f", lineno: 3, in_app: true };
    const empty = { abs_path: null, module: null, package: null, colno: null, context_line: null };
    const event = await eventOf({
      ...nothing,
      platform: "python",
      timestamp: NOW,
      exception: {
        values: [
          {
            type: "ValueError",
            value: "x",
            module: null,
            thread_id: null,
            mechanism: null,
            stacktrace: {
              frames: [{ ...frame, ...empty, pre_context: null, post_context: null, vars: null }],
            },
          },
        ],
      },
    });
    expect(event).toMatchObject({ level: "error", exceptions: [{ type: "ValueError", value: "x" }] });
    expect(event.exceptions[0]?.stacktrace?.frames).toEqual([
      { filename: "a.py", function: "f", line: 3, inApp: true, sdkInApp: true },
    ]);
    expect(event.remarks).toEqual([]);
  });
});

describe("what the server fills in", () => {
  it("check 27: the visitor's address, as far as infer_ip allows it", async () => {
    const addressOf = async (platform: string, infer_ip: string | undefined, event: object = {}) => {
      const sdk = { name: "sentry.test", version: "1", ...(infer_ip && { settings: { infer_ip } }) };
      return (await eventOf({ message: "m", platform, sdk, ...event })).user?.ipAddress;
    };
    const auto = { user: { id: "1", ip_address: "{{auto}}" } };
    const told = { user: { ip_address: "203.0.113.9" } };
    const remote = { request: { env: { REMOTE_ADDR: "203.0.113.5" } } };
    expect(await addressOf("javascript", "auto")).toBe(VISITOR);
    expect(await addressOf("node", "auto", auto)).toBe(VISITOR);
    expect(await addressOf("node", "auto", told)).toBe("203.0.113.9");
    expect(await addressOf("javascript", "never", auto)).toBeUndefined();
    expect(await addressOf("javascript", "never", told)).toBe("203.0.113.9");
    expect(await addressOf("javascript", "sometimes", auto)).toBeUndefined();
    expect(await addressOf("javascript", undefined)).toBe(VISITOR);
    expect(await addressOf("python", undefined, auto)).toBe(VISITOR);
    expect(await addressOf("python", undefined, remote)).toBe("203.0.113.5");
    expect(await addressOf("python", undefined)).toBeUndefined();
  });

  it("check 28: browser and system, out of the User-Agent of the event or of the request", async () => {
    const headers = { "user-agent": CHROME };
    const page = await eventOf({ message: "m", platform: "javascript" }, headers);
    expect(page.contexts).toMatchObject({
      browser: { name: "Chrome", version: "140.0.0" },
      os: { name: "Linux" },
    });
    expect(tagsOf(page)).toMatchObject({ "browser.name": "Chrome", "os.name": "Linux" });
    const request = {
      headers: [["user-agent", CHROME.replace("X11; Linux x86_64", "Windows NT 10.0; Win64")]],
    };
    const server = await eventOf({
      message: "m",
      platform: "python",
      request,
      contexts: { os: { name: "Debian" } },
    });
    expect(server.contexts).toMatchObject({
      browser: { name: "Chrome" },
      client_os: { name: "Windows", version: "10" },
      os: { name: "Debian" },
    });
  });

  it("check 29: a release, environment or dist that cannot be one is dropped, the event is kept", async () => {
    for (const [release, environment, dist] of [
      ["latest", "none", "a b"],
      ["a/b", "a/b", "d".repeat(65)],
      ["..", ".", "x\ny"],
      ["r".repeat(201), "e".repeat(65), "é"],
    ]) {
      const event = await eventOf({ message: "kept", release, environment, dist });
      expect(event.message?.formatted).toBe("kept");
      expect([release, event.release, event.dist]).toEqual([release, undefined, undefined]);
      expect([undefined, "production"]).toContain(event.environment);
      expect(event.remarks.map(({ path }) => path)).toEqual(
        expect.arrayContaining(["release", "environment", "dist"]),
      );
    }
    const good = { release: " shop@2.1.0+42 ", environment: "staging", dist: "42" };
    expect(await eventOf({ message: "m", ...good })).toMatchObject({ ...good, release: "shop@2.1.0+42" });
  });

  it("check 30: sourcemap images keep what finds their source map: file and debug id", async () => {
    const file = "https://shop.example/assets/app.js";
    const image = { type: "sourcemap", code_file: file, debug_id: "A1B2C3D4-0000-4000-8000-0123456789AB" };
    const event = await eventOf({
      platform: "javascript",
      debug_meta: { images: [image] },
      exception: {
        values: [
          {
            type: "TypeError",
            value: "x",
            stacktrace: { frames: [{ filename: file, abs_path: file, function: "a", lineno: 1, colno: 90 }] },
          },
        ],
      },
    });
    expect(event.debugImages).toEqual([image]);
    expect(event.exceptions[0]?.stacktrace?.frames).toMatchObject([{ absPath: file, line: 1, column: 90 }]);
  });
});
