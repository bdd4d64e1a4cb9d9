// Values of a search that are no text: numbers, durations, dates, yes and no.
import { parseTimestamp } from "#lib/events/clock.ts";
import type { Parameters } from "#lib/discover/parameters.ts";
import { badRequest, quoted, type ValueType } from "#lib/discover/schema.ts";

const NUMBER = /^-?\d{1,18}(?:\.\d{1,18})?$/;
const DURATION = /^(\d{1,15}(?:\.\d{1,9})?)(ms|s|m|min|h|hr|d|day|w)?$/;
const AGO = /^[+-](\d{1,5})([mhdw])$/;
const MS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["min", 60_000],
  ["h", 3_600_000],
  ["hr", 3_600_000],
  ["d", 86_400_000],
  ["day", 86_400_000],
  ["w", 604_800_000],
]);
// Where the clock of ClickHouse's DateTime64 is still sure: the year 2200.
const LATEST = Date.UTC(2200, 0);

function readDuration(text: string): number | undefined {
  const [, count, unit = "ms"] = DURATION.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * (MS.get(unit) ?? 1);
}

/** A date, or how long ago: `-24h`. Milliseconds since 1970. */
function readDate(text: string, now: number): number | undefined {
  const [, count, unit = ""] = AGO.exec(text) ?? [];
  if (count !== undefined) return Math.max(0, now - Number(count) * (MS.get(unit) ?? 0));
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const at = parseTimestamp(isDay ? `${text}T00:00:00Z` : text);
  return at === undefined ? undefined : Math.min(at, LATEST);
}

const readNumber = (text: string) => (NUMBER.test(text) ? Number(text) : undefined);

function readBoolean(text: string): string | undefined {
  const word = text.toLowerCase();
  if (["true", "yes", "1"].includes(word)) return "1";
  return ["false", "no", "0"].includes(word) ? "0" : undefined;
}

/** @returns SQL for the value. @throws RequestError 400 when the text is no value of that type. */
export function readValue(
  value: string,
  type: Exclude<ValueType, "string">,
  name: string,
  parameters: Parameters,
  now = Date.now(),
): string {
  const text = value.trim();
  const wrong = (wanted: string) =>
    badRequest(`${quoted(name)} in the query needs ${wanted}, and ${quoted(text)} is none.`);
  if (type === "boolean") {
    const truth = readBoolean(text);
    if (truth === undefined) throw wrong("true or false");
    return truth;
  }
  if (type === "date") {
    const at = readDate(text, now);
    if (at === undefined) throw wrong("a date such as 2026-11-20T08:00:00Z, or an age such as -24h");
    return `fromUnixTimestamp64Milli(${parameters.add("Int64", at)})`;
  }
  const number = type === "duration" ? readDuration(text) : readNumber(text);
  if (number === undefined) throw wrong(type === "duration" ? "a duration such as 300ms or 2s" : "a number");
  return parameters.add("Float64", number);
}
