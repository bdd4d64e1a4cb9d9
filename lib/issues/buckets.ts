// The width of a graph's bars, and the bars in which nothing happened.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SIZES = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY, 30 * DAY];
const MAX_BUCKETS = 75;

/** `at` is the bucket's start, in milliseconds since 1970. */
export type StatsBucket = { at: number; events: number; users: number };

/** The narrowest round width, in milliseconds, with which the range has at most 75 buckets. */
export function bucketSize(from: number, until: number): number {
  const span = until - from;
  return SIZES.find((size) => span / size <= MAX_BUCKETS) ?? 365 * DAY;
}

/** Every bucket from the one that holds `from` to the one before `until`; buckets begin at multiples of `size`. */
export function fillBuckets(
  rows: readonly StatsBucket[],
  from: number,
  until: number,
  size: number,
): StatsBucket[] {
  const known = new Map(rows.map((row) => [row.at, row]));
  const first = Math.floor(from / size) * size;
  const length = Math.max(1, Math.ceil((until - first) / size));
  return Array.from({ length }, (_, index) => {
    const at = first + index * size;
    return known.get(at) ?? { at, events: 0, users: 0 };
  });
}
