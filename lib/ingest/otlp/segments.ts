// Tells each span the segment it belongs to, as far as the request itself shows it.
import type { SpanItem } from "#lib/ingest/otlp/span-item.ts";
import { stringAttribute } from "#lib/ingest/otlp/values.ts";

const keyOf = (trace: string, span: string) => `${trace}/${span}`;

/** Adds `sentry.segment.id` and the segment's name to spans whose ancestors up to the segment are all here. */
export function nameSegments(spans: readonly SpanItem[]): void {
  const byId = new Map(spans.map((span) => [keyOf(span.trace_id, span.span_id), span]));
  const segments = new Map<SpanItem, SpanItem | null>();
  for (const span of spans) {
    const path: SpanItem[] = [];
    let at: SpanItem | undefined = span;
    let segment: SpanItem | null = null;
    while (at) {
      const known = segments.get(at);
      if (known !== undefined || at.is_segment) {
        segment = known ?? (at.is_segment ? at : null);
        break;
      }
      // Unknown until the end is reached, which also stops at a circle.
      segments.set(at, null);
      path.push(at);
      at = byId.get(keyOf(at.trace_id, at.parent_span_id ?? ""));
    }
    for (const passed of path) segments.set(passed, segment);
    if (span.is_segment) segments.set(span, span);
  }
  for (const [span, segment] of segments) {
    if (!segment) continue;
    span.attributes["sentry.segment.id"] ??= stringAttribute(segment.span_id);
    span.attributes["sentry.segment.name"] ??= stringAttribute(segment.name);
  }
}
