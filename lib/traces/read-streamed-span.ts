// A span of the second form: attributes hold everything but its name, its ids and its times.
import { cutText, isObject } from "#lib/events/bound-json.ts";
import type { Remarks } from "#lib/events/remarks.ts";
import { readAttributes } from "#lib/telemetry/attributes.ts";
import { RENAMED_ATTRIBUTES } from "#lib/traces/attribute-names.ts";
import { exclusiveUsOf, lossRemarks, readStatus, readTimes } from "#lib/traces/read-span.ts";
import { MAX_NAME_CHARS, type SpanDraft } from "#lib/traces/span-draft.ts";
import { spanIdOf, traceIdOf } from "#lib/traces/span-ids.ts";
import { readLinks } from "#lib/traces/span-links.ts";

/** @returns undefined when ids or times are missing. */
export function readStreamedSpan(wire: unknown, shiftMs: number): SpanDraft | undefined {
  if (!isObject(wire)) return undefined;
  const times = readTimes(wire.start_timestamp, wire.end_timestamp, shiftMs);
  const traceId = traceIdOf(wire.trace_id);
  const spanId = spanIdOf(wire.span_id);
  if (times === undefined || traceId === "" || spanId === "") return undefined;
  const notes: { remarks?: Remarks } = {};
  const attributes = readAttributes(wire.attributes, lossRemarks(notes, "attributes"), RENAMED_ATTRIBUTES);
  const parentSpanId = spanIdOf(wire.parent_span_id);
  return {
    traceId,
    spanId,
    ...times,
    ...notes,
    exclusiveUs: exclusiveUsOf({}, attributes),
    parentSpanId: parentSpanId === spanId ? "" : parentSpanId,
    segmentId: spanIdOf(attributes.attributes["sentry.segment.id"]),
    isSegment: wire.is_segment === true,
    name: typeof wire.name === "string" ? cutText(wire.name, MAX_NAME_CHARS) : "",
    status: readStatus(wire.status, attributes),
    links: readLinks(wire.links),
    attributes,
  };
}
