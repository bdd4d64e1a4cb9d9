// A span of the first form: a child in a transaction, or one that a browser sent alone.
import { cutText, isObject, type JsonObject } from "#lib/events/bound-json.ts";
import { Remarks } from "#lib/events/remarks.ts";
import { addAttribute, hasAttribute, readAttributes, type Attributes } from "#lib/telemetry/attributes.ts";
import { RENAMED_ATTRIBUTES } from "#lib/traces/attribute-names.ts";
import { addMeasurements } from "#lib/traces/measurements.ts";
import { httpStatusOf } from "#lib/traces/span-columns.ts";
import { MAX_NAME_CHARS, type SpanDraft } from "#lib/traces/span-draft.ts";
import { spanIdOf, traceIdOf } from "#lib/traces/span-ids.ts";
import { readLinks } from "#lib/traces/span-links.ts";
import { statusOf } from "#lib/traces/span-status.ts";
import { parseTimeUs } from "#lib/traces/span-time.ts";

const MAX_TAGS = 100;
const MAX_DURATION_US = 31 * 86_400_000_000;

/** A remark list that is made when there is something to remark. */
export function lossRemarks(span: { remarks?: Remarks }, path: string): (key: string) => void {
  return (key) => {
    span.remarks ??= new Remarks();
    span.remarks.add("truncated", key === "" ? path : `${path}.${key}`, "too long, or too many");
  };
}

/** Puts a text among the attributes, over what is there; "" and what is no text change nothing. */
export function setText(into: Attributes, key: string, told: unknown): void {
  if (typeof told !== "string" || told === "") return;
  delete into.numbers[key];
  delete into.booleans[key];
  into.attributes[key] = cutText(told, MAX_NAME_CHARS);
}

/** Tags, an object or pairs, become attributes as far as their names are free. */
export function addTags(into: Attributes, told: unknown): void {
  const pairs: unknown[] = isObject(told) ? Object.entries(told) : Array.isArray(told) ? told : [];
  for (const pair of pairs.slice(0, MAX_TAGS)) {
    if (!Array.isArray(pair) || typeof pair[0] !== "string") continue;
    const key = RENAMED_ATTRIBUTES.get(pair[0]) ?? pair[0];
    if (!hasAttribute(into, key)) addAttribute(into, key, pair[1]);
  }
}

/** Start and duration in microseconds; undefined when one is missing, the end is before the start or a month after. */
export function readTimes(
  start: unknown,
  end: unknown,
  shiftMs: number,
): { startUs: number; durationUs: number } | undefined {
  const startUs = parseTimeUs(start);
  const endUs = parseTimeUs(end);
  if (startUs === undefined || endUs === undefined) return undefined;
  if (endUs < startUs || endUs - startUs > MAX_DURATION_US) return undefined;
  return { startUs: startUs + Math.round(shiftMs * 1000), durationUs: endUs - startUs };
}

/**
 * @param renamed old attribute names.
 * @param shiftMs to add to its times.
 * @returns undefined when ids or times are missing; a span without a trace id gets `traceId`.
 */
export function readSpan(
  wire: unknown,
  renamed: ReadonlyMap<string, string>,
  shiftMs: number,
  traceId = "",
): SpanDraft | undefined {
  if (!isObject(wire)) return undefined;
  const times = readTimes(wire.start_timestamp, wire.timestamp, shiftMs);
  const ids = { traceId: traceId || traceIdOf(wire.trace_id), spanId: spanIdOf(wire.span_id) };
  if (times === undefined || ids.traceId === "" || ids.spanId === "") return undefined;
  const notes: { remarks?: Remarks } = {};
  const attributes = readAttributes(wire.data, lossRemarks(notes, "data"), renamed);
  setText(attributes, "sentry.op", wire.op);
  setText(attributes, "sentry.origin", wire.origin);
  if (wire.tags) addTags(attributes, wire.tags);
  if (wire.measurements) addMeasurements(attributes, wire.measurements);
  const parentSpanId = spanIdOf(wire.parent_span_id);
  return {
    ...ids,
    ...times,
    ...notes,
    parentSpanId: parentSpanId === ids.spanId ? "" : parentSpanId,
    segmentId: spanIdOf(wire.segment_id),
    isSegment: wire.is_segment === true,
    name: typeof wire.description === "string" ? cutText(wire.description, MAX_NAME_CHARS) : "",
    status: readStatus(wire.status, attributes),
    links: readLinks(wire.links),
    attributes,
  };
}

/** The word of a status; a text that is none is kept as its message. */
export function readStatus(told: unknown, attributes: Attributes): string {
  const message = attributes.attributes["sentry.status.message"];
  const status = statusOf(told, { message, httpStatus: httpStatusOf(attributes) });
  const isWord = typeof told !== "string" || told === "" || told === status || told === "error";
  if (!isWord && message === undefined && statusOf(told, NOTHING) === "internal_error")
    setText(attributes, "sentry.status.message", told);
  return status;
}

const NOTHING = { httpStatus: 0 };

/** How long a span says it ran without its children, in microseconds; the wire has milliseconds. */
export function exclusiveUsOf(wire: JsonObject, attributes: Attributes): number | undefined {
  const told = wire.exclusive_time ?? attributes.numbers["sentry.exclusive_time"];
  const isTime = typeof told === "number" && told >= 0 && told < 1e12;
  return isTime ? Math.round(told * 1000) : undefined;
}
