// What ties an event to a trace and to a replay.
import type { Event, Json } from "#lib/events/event.ts";
import { invalid, type Wire } from "#lib/events/read-field.ts";

const TRACE_ID = /^(?!0+$)[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0+$)[0-9a-f]{16}$/;

/** contexts.trace when its id is one, else the trace that the envelope names. */
export function readTrace(
  event: Wire,
  contexts: Event["contexts"],
  envelopeTrace: { readonly [key: string]: unknown } | undefined,
): Event["trace"] {
  const context = contexts.trace;
  const traceId = readId(event, "contexts.trace.trace_id", context?.trace_id, TRACE_ID);
  if (context === undefined || traceId === undefined) {
    const fromEnvelope = idOf(envelopeTrace?.trace_id, TRACE_ID);
    return fromEnvelope === undefined
      ? undefined
      : { traceId: fromEnvelope, ...readSampling(fromEnvelope, envelopeTrace) };
  }
  return {
    traceId,
    ...readSampling(traceId, envelopeTrace),
    spanId: readId(event, "contexts.trace.span_id", context.span_id, SPAN_ID),
    parentSpanId: readId(event, "contexts.trace.parent_span_id", context.parent_span_id, SPAN_ID),
  };
}

/** Whether the SDK sends the trace's spans; nothing when the envelope speaks of another trace, or of none. */
function readSampling(
  traceId: string,
  envelopeTrace: { readonly [key: string]: unknown } | undefined,
): { isSampled?: boolean } {
  if (idOf(envelopeTrace?.trace_id, TRACE_ID) !== traceId) return {};
  const said = String(envelopeTrace?.sampled);
  return said === "true" || said === "false" ? { isSampled: said === "true" } : {};
}

/** The replay that was recording: the context says it, else the tag, else the envelope. */
export function readReplayId(
  event: Wire,
  contexts: Event["contexts"],
  tags: Event["tags"],
  envelopeTrace: { readonly [key: string]: unknown } | undefined,
): string | undefined {
  const tag = tags.find(([key]) => key === "replayId")?.[1];
  return (
    readId(event, "contexts.replay.replay_id", contexts.replay?.replay_id, TRACE_ID) ??
    idOf(tag, TRACE_ID) ??
    idOf(envelopeTrace?.replay_id, TRACE_ID)
  );
}

function readId(event: Wire, path: string, value: Json | undefined, form: RegExp): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return idOf(value, form) ?? invalid(event, path, "an id");
}

function idOf(value: unknown, form: RegExp): string | undefined {
  if (typeof value !== "string" || value.length > 36) return undefined;
  const id = value.replaceAll("-", "").toLowerCase();
  return form.test(id) ? id : undefined;
}
