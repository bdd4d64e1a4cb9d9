/** A span's place in its tree; times in microseconds. */
export type Timed = { spanId: string; parentSpanId: string; startUs: number; durationUs: number };

/** The part of a span during which none of its children ran, in microseconds. `children` are sorted by start. */
function exclusiveOf({ startUs, durationUs }: Timed, children: readonly Timed[]): number {
  const end = startUs + durationUs;
  let covered = 0;
  let reached = startUs;
  for (const child of children) {
    const from = Math.max(child.startUs, reached);
    const until = Math.min(child.startUs + child.durationUs, end);
    if (until <= from) continue;
    covered += until - from;
    reached = until;
  }
  return durationUs - covered;
}

/** @returns for each span, in the order given, its duration less the union of its direct children. */
export function exclusiveTimes(spans: readonly Timed[]): number[] {
  const children = new Map<string, Timed[]>();
  for (const span of spans) {
    const siblings = children.get(span.parentSpanId);
    if (siblings) siblings.push(span);
    else children.set(span.parentSpanId, [span]);
  }
  for (const siblings of children.values()) siblings.sort((a, b) => a.startUs - b.startUs);
  return spans.map((span) => exclusiveOf(span, children.get(span.spanId) ?? []));
}
