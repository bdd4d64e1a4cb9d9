// Web vitals of page loads: those that the segment tells, and those that came later in spans of their own.
import { vitalsOf, type Vital } from "#lib/traces/measurements.ts";
import type { TraceSpan } from "#lib/traces/schema.ts";
import { isVitalSpan } from "#lib/traces/vital-span.ts";

/** Milliseconds; CLS has no unit. */
export type Vitals = Partial<Record<Vital, number>>;

type VitalSource = Pick<
  TraceSpan,
  "projectId" | "spanId" | "segmentId" | "isSegment" | "op" | "transaction" | "startUs" | "numbers"
>;

/** The worst is kept: each interaction has an INP, and a shift may be told again when it has grown. */
function merge(into: Vitals, more: Vitals): void {
  for (const [vital, value] of entries(more)) into[vital] = Math.max(into[vital] ?? 0, value);
}

const NAMES: readonly Vital[] = ["lcp", "fcp", "fp", "ttfb", "inp", "cls"];
const entries = (vitals: Vitals): [Vital, number][] =>
  NAMES.flatMap((vital): [Vital, number][] => {
    const value = vitals[vital];
    return value === undefined ? [] : [[vital, value]];
  });

/** A span of an old SDK does not say which segment it belongs to: then the last of the same page that began before. */
function segmentOf(span: VitalSource, segments: readonly VitalSource[]): VitalSource | undefined {
  const named = segments.find(({ spanId }) => spanId === span.segmentId);
  if (named) return named;
  return segments.findLast(
    (segment) =>
      segment.projectId === span.projectId &&
      segment.transaction === span.transaction &&
      segment.startUs <= span.startUs,
  );
}

/**
 * @param spans of one trace, in order of their start.
 * @returns the vitals of those segments that have any, by span id.
 */
export function vitalsOfSegments(spans: readonly VitalSource[]): Map<string, Vitals> {
  const found = new Map<string, Vitals>();
  const segments = spans.filter((span) => span.isSegment);
  for (const span of spans) {
    if (!span.isSegment && !isVitalSpan(span.op)) continue;
    const segment = span.isSegment ? span : segmentOf(span, segments);
    const vitals = vitalsOf(span.numbers);
    if (segment === undefined || entries(vitals).length === 0) continue;
    const known = found.get(segment.spanId) ?? {};
    merge(known, vitals);
    found.set(segment.spanId, known);
  }
  return found;
}
