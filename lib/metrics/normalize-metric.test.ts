import { describe, expect, it } from "vitest";
import type { SampleSource } from "#lib/logs/sample-source.ts";
import { normalizeMetric } from "#lib/metrics/normalize-metric.ts";

const RECEIVED_AT = Date.parse("2026-11-20T13:30:00Z");
const SOURCE: SampleSource = {
  projectId: 1,
  receivedAt: RECEIVED_AT,
  drift: 0,
  inferred: {},
  scrubber: { event: (event) => event, attributes: (attributes) => attributes, text: (text) => text },
  filter: () => null,
};
const TRACE = "5b8efff798038103d269b633813fc60c";
const METRIC = {
  timestamp: RECEIVED_AT / 1000,
  trace_id: TRACE,
  name: "cart.value",
  type: "gauge",
  value: 1,
};

const read = (fields: object) => {
  const result = normalizeMetric({ ...METRIC, ...fields }, SOURCE);
  return "row" in result ? result.row : result.refusal.reason;
};

describe("normalizeMetric", () => {
  it("reads one of JavaScript's SDK", () => {
    const row = read({
      timestamp: RECEIVED_AT / 1000 + 0.000321,
      type: "distribution",
      value: 12.5,
      unit: "millisecond",
      attributes: {
        "sentry.release": { value: "web@1", type: "string" },
        "sentry.sdk.name": { value: "sentry.javascript.node", type: "string" },
        "sentry.timestamp.sequence": { value: 2, type: "integer" },
        route: { value: "/cart", type: "string" },
      },
    });
    expect(row).toMatchObject({
      timestamp: "2026-11-20 13:30:00.000321",
      name: "cart.value",
      type: "distribution",
      value: 12.5,
      unit: "millisecond",
      trace_id: TRACE,
      release: "web@1",
      sdk_name: "sentry.javascript.node",
      attributes: { route: "/cart" },
      numbers: {},
      remarks: "",
    });
  });

  it("reads one of Go's SDK", () => {
    expect(read({ timestamp: "2026-11-20T13:29:59.000001Z", value: 3, type: "counter" })).toMatchObject({
      timestamp: "2026-11-20 13:29:59.000001",
      type: "counter",
      value: 3,
    });
  });

  it.each([
    ["12.5", 12.5],
    ["-1e3", -1000],
    [" 7 ", 7],
    ["12345678901234567890", 12345678901234567000],
    [0, 0],
  ])("takes the value %j", (value, number) => {
    expect(read({ value })).toMatchObject({ value: number });
  });

  it.each([
    [{ value: "NaN" }, "invalid_value"],
    [{ value: "" }, "invalid_value"],
    [{ value: Infinity }, "invalid_value"],
    [{ value: true }, "invalid_value"],
    [{ value: null }, "invalid_value"],
    [{ value: "0x10" }, "invalid_value"],
    [{ type: "set" }, "invalid_type"],
    [{ type: undefined }, "invalid_type"],
    [{ name: "" }, "invalid_name"],
    [{ name: 5 }, "invalid_name"],
    [{ name: "a b" }, "invalid_name"],
    [{ name: "a\n" + "b" }, "invalid_name"],
    [{ name: "x'; DROP TABLE metrics" }, "invalid_name"],
    [{ name: "n".repeat(201) }, "invalid_name"],
  ])("refuses %j: %s", (fields, reason) => {
    expect(read(fields)).toBe(reason);
  });

  it("drops a unit that is too long, and keeps the metric", () => {
    const row = read({ name: "n".repeat(200), unit: "u".repeat(33) });
    expect(row).toMatchObject({ unit: "" });
    expect(row).toHaveProperty("remarks", expect.stringContaining('"path":"unit"'));
  });

  it("refuses what is no object", () => {
    expect(normalizeMetric(5, SOURCE)).toEqual({
      refusal: { outcome: "invalid", reason: "not_an_object" },
    });
  });
});
