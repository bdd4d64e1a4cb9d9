// Which tags may explain an issue, and which only say again what or whose it is.

/** How many events of an issue carry a value of a tag; `distinct` values the tag has among them. */
export type TagCount = { key: string; value: string; count: number; distinct: number };

/** One `key:value`, and the number that stands for it in a sample. */
export type Part = { key: string; value: string; bit: number };

/** How many other events carry the part's key at all, and with how many values. */
export type KeyUse = { carried: number; distinct: number };

/** Of the events, so many have a condition, in whole and in each part. */
export const MIN_COVERAGE = 0.9;
/** A part is a bit of a 64-bit number; triples of so many are counted in milliseconds. */
const MAX_PARTS = 40;

// They tell where in the code it happened, which the issue says itself, or to whom, or when.
const RESTATING: ReadonlySet<string> = new Set([
  "culprit",
  "error.type",
  "error.value",
  "handled",
  "level",
  "logger",
  "mechanism",
  "message",
  "server_name",
  "title",
  "transaction",
  "url",
]);
// By its last word; other identifiers give themselves away by having as many values as there are events.
const IDENTIFIER =
  /(?:^|[._-])(?:user(?:name)?|e?mail|ip|ip_address|host(?:name)?|pid|uuid|guid|time(?:stamp)?|date)$|(?:^|[._-])(?:user|event|trace|span|replay|session|request|correlation|transaction)[._-]?id$/i;

const isFlag = (key: string) => key.startsWith("flags.");

/** Whether a tag can say why: it is no identifier by its name, nor the issue itself in other words. */
export function mayExplain(key: string): boolean {
  return isFlag(key) || (!RESTATING.has(key) && !IDENTIFIER.test(key));
}

/**
 * The values that nearly all of the events carry, the most frequent first. Among those that say the same, the
 * more general comes first: the tag with fewer values, then the shorter value ("Safari" before "Safari 17.4").
 */
export function chooseParts(counts: readonly TagCount[], size: number): Part[] {
  return counts
    .filter(({ key, count }) => count >= size * MIN_COVERAGE && mayExplain(key))
    .toSorted(
      (a, b) =>
        b.count - a.count ||
        a.distinct - b.distinct ||
        a.value.length - b.value.length ||
        (a.key < b.key ? -1 : 1),
    )
    .slice(0, MAX_PARTS)
    .map(({ key, value }, bit) => ({ key, value, bit }));
}

const MIN_CARRIED = 5;
const MIN_CARRIED_SHARE = 0.01;
const FEW_VALUES = 20;

/**
 * Whether other events can be compared by this key. A tag that only this issue has was set where it happened, and one
 * that differs from event to event names them. A flag is asked for where it matters, so other events may lack it.
 */
export function isComparable(part: Part, { carried, distinct }: KeyUse, size: number): boolean {
  if (distinct > FEW_VALUES && distinct > carried / 2) return false;
  return isFlag(part.key) || carried >= Math.max(MIN_CARRIED, size * MIN_CARRIED_SHARE);
}

/**
 * How many conditions could have been found, for the correction of chances: whoever tries a million of them finds one
 * in a million by chance. Values of a single event count as one: they could never have been it.
 */
export function countHypotheses(counts: readonly TagCount[]): number {
  const values = counts.filter(({ key, count }) => count > 1 && mayExplain(key)).length;
  return values + (values * (values - 1)) / 2 + (values * (values - 1) * (values - 2)) / 6;
}
