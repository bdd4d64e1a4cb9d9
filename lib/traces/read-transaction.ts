// A `transaction` item: one segment span, and its children in a flat list. It is read as events are, with the same
// readers, but what it tells beside the spans becomes attributes of the segment.
import { readEventTime } from "#lib/events/clock.ts";
import { cutText, isObject } from "#lib/events/bound-json.ts";
import type { EventSource } from "#lib/events/normalize.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { readList, readSection, readString, type Wire } from "#lib/events/read-field.ts";
import { Remarks } from "#lib/events/remarks.ts";
import { readAttributes } from "#lib/telemetry/attributes.ts";
import { RENAMED_ATTRIBUTES } from "#lib/traces/attribute-names.ts";
import { applyEnvelopeTrace } from "#lib/traces/envelope-trace.ts";
import { exclusiveTimes } from "#lib/traces/exclusive-time.ts";
import { addMeasurements } from "#lib/traces/measurements.ts";
import { readSpan, readStatus, readTimes, setText } from "#lib/traces/read-span.ts";
import { addSurroundings } from "#lib/traces/read-surroundings.ts";
import { isStorable, MAX_SPANS, type SpanDraft } from "#lib/traces/span-draft.ts";
import { spanIdOf, traceIdOf } from "#lib/traces/span-ids.ts";
import { readLinks } from "#lib/traces/span-links.ts";

export type Transaction = {
  name: string;
  /** Milliseconds since 1970, of its end. */
  timestamp: number;
  segment: SpanDraft;
  children: SpanDraft[];
  /** The visitor's. */
  userAgent: string | null;
  /** Children that were left out. */
  invalidSpans: number;
  surplusSpans: number;
};

type Refusal = { invalid: "no_trace_context" | "invalid_timestamps" };

const UNLABELED = "<unlabeled transaction>";

/**
 * Reads a transaction of any SDK; the spans' times are shifted alike when the sender's clock is wrong.
 * @throws InvalidEvent when it is not JSON, and nothing else.
 */
export function readTransaction(payload: Uint8Array, source: EventSource): Transaction | Refusal {
  const wire: Wire = { fields: parseEventJson(payload), path: "", remarks: new Remarks() };
  const contexts = readSection(wire, "contexts");
  const context = contexts && readSection(contexts, "trace");
  const traceId = traceIdOf(context?.fields.trace_id);
  const spanId = spanIdOf(context?.fields.span_id);
  if (context === undefined || traceId === "" || spanId === "") return { invalid: "no_trace_context" };
  if (readTimes(wire.fields.start_timestamp, wire.fields.timestamp, 0) === undefined)
    return { invalid: "invalid_timestamps" };
  const { timestamp, shift } = readEventTime(wire, source);
  const times = readTimes(wire.fields.start_timestamp, wire.fields.timestamp, shift);
  if (times === undefined || !isStorable(times.startUs, source.receivedAt))
    return { invalid: "invalid_timestamps" };

  const segment = readSegment(wire, context, { traceId, spanId, ...times });
  const userAgent = addSurroundings(segment, wire, source);
  applyEnvelopeTrace(segment, source.envelopeTrace);
  const wires = readList(wire, "spans");
  const children = readChildren(wires.slice(0, MAX_SPANS), segment, shift, source.receivedAt);
  setExclusiveTimes([segment, ...children]);
  return {
    name: segment.name,
    timestamp,
    segment,
    children,
    userAgent,
    invalidSpans: Math.min(wires.length, MAX_SPANS) - children.length,
    surplusSpans: Math.max(0, wires.length - MAX_SPANS),
  };
}

type Place = Pick<SpanDraft, "traceId" | "spanId" | "startUs" | "durationUs">;

function readSegment(wire: Wire, context: Wire, place: Place): SpanDraft {
  const { fields } = context;
  const onLoss = (key: string) =>
    wire.remarks.add("truncated", `contexts.trace.data.${key}`, "too long, or too many");
  const attributes = readAttributes(fields.data, onLoss, RENAMED_ATTRIBUTES);
  const told = wire.fields.transaction;
  const name = typeof told === "string" && told.trim() !== "" ? cutText(told, 200) : UNLABELED;
  setText(attributes, "sentry.segment.name", name);
  const info = isObject(wire.fields.transaction_info) ? wire.fields.transaction_info : {};
  setText(attributes, "sentry.segment.name.source", info.source);
  setText(attributes, "sentry.op", readString(context, "op", 128));
  setText(attributes, "sentry.origin", readString(context, "origin", 128));
  const dropped = addMeasurements(attributes, wire.fields.measurements);
  if (dropped > 0) wire.remarks.add("invalid", "measurements", `${dropped} left out`);
  const parentSpanId = spanIdOf(fields.parent_span_id);
  return {
    ...place,
    parentSpanId: parentSpanId === place.spanId ? "" : parentSpanId,
    segmentId: place.spanId,
    isSegment: true,
    name,
    status: readStatus(fields.status, attributes),
    links: readLinks(fields.links ?? wire.fields.links),
    attributes,
    remarks: wire.remarks,
  };
}

/** Each span id once; a span without a parent hangs below the segment. */
function readChildren(
  wires: readonly unknown[],
  { traceId, spanId }: SpanDraft,
  shift: number,
  receivedAt: number,
): SpanDraft[] {
  const seen = new Set([spanId]);
  const children: SpanDraft[] = [];
  for (const told of wires) {
    const span = readSpan(told, RENAMED_ATTRIBUTES, shift, traceId);
    if (span === undefined || seen.has(span.spanId) || !isStorable(span.startUs, receivedAt)) continue;
    seen.add(span.spanId);
    span.parentSpanId ||= spanId;
    span.segmentId = spanId;
    span.isSegment = false;
    children.push(span);
  }
  return children;
}

function setExclusiveTimes(spans: readonly SpanDraft[]): void {
  for (const [index, time] of exclusiveTimes(spans).entries()) {
    const span = spans[index];
    if (span) span.exclusiveUs = time;
  }
}
