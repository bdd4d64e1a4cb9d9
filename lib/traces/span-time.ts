// Times of spans, in microseconds since 1970: lib/events/clock.ts has milliseconds, which is too coarse here.
import { parseTimestamp } from "#lib/events/clock.ts";

const FRACTION = /[.,](\d{1,12})/;

/** RFC 3339 or seconds, as {@link parseTimestamp} has it; undefined when it is not a time. */
export function parseTimeUs(told: unknown): number | undefined {
  if (typeof told === "number") return inRange(Math.round(told * 1_000_000));
  const ms = parseTimestamp(told);
  if (ms === undefined || typeof told !== "string") return undefined;
  if (!told.includes("-")) return inRange(Math.round(Number(told) * 1_000_000));
  const micros = `${FRACTION.exec(told)?.[1] ?? ""}000000`.slice(3, 6);
  return inRange(ms * 1000 + Number(micros));
}

// Exact as a number: until the year 2255.
const inRange = (us: number) => (us >= 0 && Number.isSafeInteger(us) ? us : undefined);
