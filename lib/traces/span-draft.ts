import type { Attributes } from "#lib/telemetry/attributes.ts";
import type { Remarks } from "#lib/events/remarks.ts";

/** A span of any form the protocol has, read and bounded, with all it tells of itself as attributes of today's names. */
export type SpanDraft = {
  traceId: string;
  spanId: string;
  /** "" for a root. */
  parentSpanId: string;
  /** "" when unknown. */
  segmentId: string;
  isSegment: boolean;
  /** Microseconds since 1970, by our clock. */
  startUs: number;
  durationUs: number;
  /** undefined when it takes the children to tell. */
  exclusiveUs?: number;
  name: string;
  status: string;
  /** JSON, "" for none. */
  links: string;
  attributes: Attributes;
  /** undefined when there is nothing to say. */
  remarks?: Remarks;
};

export const MAX_SPANS = 10_000;
export const MAX_NAME_CHARS = 8_192;

const DAY_US = 86_400_000_000;

/** Far times would each open a partition of their own, and an insert may touch few. */
export function isStorable(startUs: number, receivedAt: number): boolean {
  const age = receivedAt * 1000 - startUs;
  return age < 31 * DAY_US && age > -DAY_US / 24;
}
