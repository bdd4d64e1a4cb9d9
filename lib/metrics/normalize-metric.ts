// One application metric of a container becomes a row of `metrics`.
import { isObject } from "#lib/events/bound-json.ts";
import type { Wire } from "#lib/events/read-field.ts";
import { Remarks } from "#lib/events/remarks.ts";
import { readSample, readSampleAttributes, remarksText } from "#lib/logs/read-sample.ts";
import type { Refusal, SampleSource } from "#lib/logs/sample-source.ts";
import { takeText } from "#lib/logs/take-attribute.ts";

export const METRIC_TYPES = ["counter", "gauge", "distribution"] as const;
export type MetricType = (typeof METRIC_TYPES)[number];

const NAME = /^[A-Za-z_][A-Za-z0-9_.:/-]{0,199}$/;
const MAX_UNIT_CHARS = 32;

const isMetricType = (value: unknown): value is MetricType => METRIC_TYPES.some((type) => type === value);

/** A finite number, also when it comes as text. */
function readValue(told: unknown): number | undefined {
  const isText = typeof told === "string" && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(told.trim());
  const value = isText ? Number(told) : told;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function readUnit({ fields, remarks }: Wire): string {
  const { unit } = fields;
  if (unit === undefined || unit === null || unit === "") return "";
  if (typeof unit === "string" && unit.length <= MAX_UNIT_CHARS) return unit;
  remarks.add("invalid", "unit", `expected at most ${MAX_UNIT_CHARS} characters`);
  return "";
}

type Core = { name: string; type: MetricType; value: number };

function readCore({ fields }: Wire): Core | { reason: string } {
  const name = typeof fields["name"] === "string" ? fields["name"].trim() : "";
  if (!NAME.test(name)) return { reason: "invalid_name" };
  const type = fields["type"];
  if (!isMetricType(type)) return { reason: "invalid_type" };
  const value = readValue(fields["value"]);
  return value === undefined ? { reason: "invalid_value" } : { name, type, value };
}

function metricRow(wire: Wire, core: Core, source: SampleSource) {
  const unit = readUnit(wire);
  const attributes = readSampleAttributes(wire, source);
  // It would tell apart samples of the same time, which nobody puts in order.
  takeText(attributes, "sentry.timestamp.sequence");
  const { columns, timestamp } = readSample(wire, attributes, source, "metric");
  return { row: { ...columns, ...core, unit, remarks: remarksText(wire.remarks) }, timestamp };
}

/**
 * Reads one metric.
 * @returns the row and its time in milliseconds since 1970, or why there is none.
 */
export function normalizeMetric(
  wire: unknown,
  source: SampleSource,
): { refusal: Refusal } | ReturnType<typeof metricRow> {
  if (!isObject(wire)) return { refusal: { outcome: "invalid", reason: "not_an_object" } };
  const read = { fields: wire, path: "", remarks: new Remarks() };
  const core = readCore(read);
  if ("reason" in core) return { refusal: { outcome: "invalid", reason: core.reason } };
  const metric = metricRow(read, core, source);
  const { release, attributes } = metric.row;
  const unwanted = source.filter({ release: release || undefined, url: attributes["url.full"] });
  return unwanted === null ? metric : { refusal: { outcome: "filtered", reason: unwanted } };
}
