// The envelope header's `trace`: what the head of the trace decided for all of it.
import type { JsonObject } from "#lib/events/bound-json.ts";
import { hasAttribute } from "#lib/telemetry/attributes.ts";
import type { SpanDraft } from "#lib/traces/span-draft.ts";
import { traceIdOf } from "#lib/traces/span-ids.ts";

/** Texts on the wire; all of it may be missing or garbage. */
export type EnvelopeTrace = Readonly<JsonObject> | undefined;

/** Adds sample rate and replay to spans of the trace that it speaks of; what a span says itself of a replay wins. */
export function applyEnvelopeTrace(span: SpanDraft, trace: EnvelopeTrace): void {
  if (trace === undefined || traceIdOf(trace.trace_id) !== span.traceId) return;
  const rate = Number(trace.sample_rate);
  const { attributes } = span;
  if (rate > 0 && rate <= 1) {
    delete attributes.attributes["sentry.sample_rate"];
    attributes.numbers["sentry.sample_rate"] = rate;
  }
  const replayId = traceIdOf(trace.replay_id);
  if (replayId !== "" && !hasAttribute(attributes, "sentry.replay_id"))
    attributes.attributes["sentry.replay_id"] = replayId;
}
