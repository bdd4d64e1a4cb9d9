import { describe, expect, it } from "vitest";
import { normalizeLog } from "#lib/logs/normalize-log.ts";
import type { SampleSource } from "#lib/logs/sample-source.ts";

const RECEIVED_AT = Date.parse("2026-11-20T13:30:00Z");
const SECONDS = RECEIVED_AT / 1000;
const TRACE = "5b8efff798038103d269b633813fc60c";
const SPAN = "eee19b7ec3c1b174";
const PLACE = { journalId: 7n, itemIndex: 0, position: 3 };

const source = (parts: Partial<SampleSource> = {}): SampleSource => ({
  projectId: 1,
  receivedAt: RECEIVED_AT,
  drift: 0,
  inferred: {},
  scrubber: { event: (event) => event, attributes: (attributes) => attributes, text: (text) => text },
  filter: () => null,
  ...parts,
});

function read(wire: unknown, parts: Partial<SampleSource> = {}) {
  const result = normalizeLog(wire, source(parts), PLACE);
  if (!("row" in result)) throw new Error(JSON.stringify(result));
  return result.row;
}

const remarksOf = (row: { remarks: string }) =>
  row.remarks === "" ? [] : (JSON.parse(row.remarks) as { path: string; kind: string }[]);

describe("a log of the browser's SDK", () => {
  const row = read({
    timestamp: SECONDS + 0.123456,
    trace_id: TRACE,
    level: "info",
    severity_number: 9,
    body: "User 42 paid",
    attributes: {
      "sentry.message.template": { value: "User %s paid", type: "string" },
      "sentry.message.parameter.0": { value: 42, type: "integer" },
      "sentry.trace.parent_span_id": { value: SPAN, type: "string" },
      "sentry.release": { value: "web@1.2.0", type: "string" },
      "sentry.environment": { value: "production", type: "string" },
      "sentry.sdk.name": { value: "sentry.javascript.browser", type: "string" },
      "sentry.sdk.version": { value: "11.12.0", type: "string" },
      "sentry.replay_id": { value: TRACE, type: "string" },
      "sentry.timestamp.sequence": { value: 5, type: "integer" },
      "user.id": { value: "42", type: "string" },
      "cart.total": { value: 9.5, type: "double" },
      paid: { value: true, type: "boolean" },
    },
  });

  it("fills the columns", () => {
    expect(row).toMatchObject({
      timestamp: "2026-11-20 13:30:00.123456",
      level: "info",
      severity: 9,
      body: "User 42 paid",
      template: "User %s paid",
      trace_id: TRACE,
      span_id: SPAN,
      replay_id: TRACE,
      sequence: 5,
      release: "web@1.2.0",
      environment: "production",
      sdk_name: "sentry.javascript.browser",
      sdk_version: "11.12.0",
      user: "id:42",
      remarks: "",
    });
  });

  it("keeps the rest, parameters too, in the maps", () => {
    expect(row.attributes).toEqual({ "user.id": "42" });
    expect(row.numbers).toEqual({ "sentry.message.parameter.0": 42, "cart.total": 9.5 });
    expect(row.booleans).toEqual({ paid: true });
  });
});

describe("a log of Python's SDK", () => {
  it("takes the severity from the attributes", () => {
    const row = read({
      timestamp: SECONDS,
      trace_id: TRACE,
      level: "warn",
      body: "low on disk",
      attributes: {
        "sentry.severity_number": { value: 13, type: "integer" },
        "sentry.severity_text": { value: "warn", type: "string" },
        "server.address": { value: "web-1", type: "string" },
      },
    });
    expect(row).toMatchObject({ level: "warn", severity: 13, server_name: "web-1", sequence: 3 });
    expect(row.attributes).toEqual({});
    expect(row.numbers).toEqual({});
  });
});

describe("a log of Go's SDK", () => {
  it("has a time in RFC 3339 with nanoseconds", () => {
    const row = read({
      timestamp: "2026-11-20T14:29:59.987654321+01:00",
      trace_id: TRACE,
      span_id: SPAN,
      level: "fatal",
      severity_number: 21,
      body: "out of memory",
    });
    expect(row).toMatchObject({ timestamp: "2026-11-20 13:29:59.987654", level: "fatal", span_id: SPAN });
  });
});

describe("level and severity", () => {
  const attribute = (value: unknown, type: string) => ({ value, type });
  it.each([
    [{ level: "warning" }, "warn", 13],
    [{ level: "CRITICAL" }, "fatal", 21],
    [{ level: "trace" }, "trace", 1],
    [{ level: "error", severity_number: 18 }, "error", 18],
    [{ severity_number: 8 }, "debug", 5 + 3],
    [{ severity_number: 24 }, "fatal", 24],
    [{ severity_number: 99, level: "error" }, "error", 17],
    [{ attributes: { "sentry.severity_number": attribute("17", "integer") } }, "error", 17],
    [{ attributes: { "sentry.severity_text": attribute("Warning", "string") } }, "warn", 13],
    [{ level: "loud" }, "info", 9],
    [{ level: 5 }, "info", 9],
    [{}, "info", 9],
  ])("%j is %s, %i", (fields, level, severity) => {
    expect(read({ timestamp: SECONDS, body: "x", ...fields })).toMatchObject({ level, severity });
  });
});

describe("times", () => {
  it.each([
    [SECONDS + 61, "shifted"],
    [SECONDS - 31 * 86_400, "shifted"],
    ["later", "invalid"],
    [undefined, "invalid"],
  ])("%j becomes the time of receipt, with a remark", (timestamp, kind) => {
    const row = read({ timestamp, body: "x" });
    expect(row.timestamp).toBe("2026-11-20 13:30:00.000000");
    expect(remarksOf(row)).toMatchObject([{ path: "timestamp", kind }]);
  });

  it("follow the drift of the sender's clock", () => {
    expect(read({ timestamp: SECONDS - 7200, body: "x" }, { drift: 7_200_000 }).timestamp).toBe(
      "2026-11-20 13:30:00.000000",
    );
  });
});

describe("the body", () => {
  it.each([["a".repeat(65_537)], ["é".repeat(40_000)], ["🙂".repeat(30_000)], ["x".repeat(2_000_000)]])(
    "is cut to 64 KiB",
    (body) => {
      const row = read({ timestamp: SECONDS, body });
      expect(Buffer.byteLength(row.body)).toBeLessThanOrEqual(65_536);
      expect(Buffer.byteLength(row.body)).toBeGreaterThan(65_530);
      expect(row.body).not.toContain("\uFFFD");
      expect(row.body.isWellFormed()).toBe(true);
      expect(remarksOf(row)).toMatchObject([{ path: "body", kind: "truncated" }]);
    },
  );

  it("may be as long as that", () => {
    expect(read({ timestamp: SECONDS, body: "a".repeat(65_536) }).remarks).toBe("");
  });

  it.each([
    ["", ""],
    [42, "42"],
    [{ a: 1 }, '{"a":1}'],
  ])("%j is %j", (body, text) => {
    expect(read({ timestamp: SECONDS, body }).body).toBe(text);
  });
});

describe("what cannot be kept", () => {
  it.each([
    [null, "not_an_object"],
    ["text", "not_an_object"],
    [[], "not_an_object"],
    [{ timestamp: SECONDS }, "missing_body"],
    [{ timestamp: SECONDS, body: null }, "missing_body"],
  ])("%j is invalid: %s", (wire, reason) => {
    expect(normalizeLog(wire, source(), PLACE)).toEqual({ refusal: { outcome: "invalid", reason } });
  });

  it("is left out field by field, not whole", () => {
    const row = read({
      timestamp: SECONDS,
      body: "x",
      trace_id: "nonsense",
      span_id: "0000000000000000",
      attributes: { "sentry.release": { value: "a/b", type: "string" }, ["k".repeat(300)]: { value: 1 } },
    });
    expect(row).toMatchObject({ trace_id: "", span_id: "", release: "" });
    expect(remarksOf(row).map(({ path }) => path.slice(0, 30))).toEqual([
      `attributes.${"k".repeat(19)}`,
      "attributes.sentry.release",
      "trace_id",
    ]);
  });

  it("is what the project filters out", () => {
    const filter: SampleSource["filter"] = ({ release }) => (release === "old" ? "release-version" : null);
    const wire = { body: "x", attributes: { "sentry.release": { value: "old", type: "string" } } };
    expect(normalizeLog(wire, source({ filter }), PLACE)).toEqual({
      refusal: { outcome: "filtered", reason: "release-version" },
    });
  });
});

describe("who sent it", () => {
  const named = (fields: object) =>
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value, type: "string" }]));

  it.each([
    [{ "user.email": "a@example.com", "user.ip_address": "203.0.113.5" }, "email:a@example.com"],
    [{ "user.name": "Alice" }, "username:Alice"],
    [{ "user.ip_address": "{{auto}}" }, ""],
  ])("%j is %j", (attributes, user) => {
    expect(read({ body: "x", attributes: named(attributes) }).user).toBe(user);
  });

  it("is filled in where the sender asked for it and did not say", () => {
    const inferred = { "user.ip_address": "203.0.113.9", "browser.name": "Firefox" };
    const row = read({ body: "x", attributes: named({ "browser.name": "Chrome" }) }, { inferred });
    expect(row).toMatchObject({ user: "ip:203.0.113.9" });
    expect(row.attributes).toEqual({ "browser.name": "Chrome", "user.ip_address": "203.0.113.9" });
  });
});

it("has an id that is the same on every try and no other log's", () => {
  const idAt = (position: number) => {
    const result = normalizeLog({ body: "x" }, source(), { ...PLACE, position });
    return "row" in result ? result.row.log_id : "";
  };
  expect(idAt(1)).toMatch(/^[0-9a-f]{32}$/);
  expect(idAt(1)).toBe(idAt(1));
  expect(idAt(2)).not.toBe(idAt(1));
});
