// Values of a search that are no text: numbers, durations, dates, yes and no.

const NUMBER = /^(-?\d{1,18}(?:\.\d{1,18})?)([kmb])?$/i;
const DURATION = /^(\d{1,15}(?:\.\d{1,9})?)(ms|sec|s|min|m|hr|h|day|d|wk|week|w)?$/;
const AGO = /^([+-])(\d{1,5})([mhdw])$/;
const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/;
const EPOCH_SECONDS = /^\d{1,12}(?:\.\d{1,9})?$/;

const DAY = 86_400_000;
const MS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["sec", 1_000],
  ["m", 60_000],
  ["min", 60_000],
  ["h", 3_600_000],
  ["hr", 3_600_000],
  ["d", DAY],
  ["day", DAY],
  ["w", 7 * DAY],
  ["wk", 7 * DAY],
  ["week", 7 * DAY],
]);
const TIMES: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["m", 1e6],
  ["b", 1e9],
]);
// Where the clock of ClickHouse's DateTime64 is still sure.
const LATEST = Date.UTC(2200, 0);

/** `1.5k` is 1500. */
export function readNumber(text: string): number | undefined {
  const [, digits, unit = ""] = NUMBER.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * (TIMES.get(unit.toLowerCase()) ?? 1);
}

/** Milliseconds. */
export function readDuration(text: string): number | undefined {
  const [, count, unit = "ms"] = DURATION.exec(text.trim()) ?? [];
  return count === undefined ? undefined : Number(count) * (MS.get(unit) ?? 1);
}

export function readBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (["true", "yes", "1"].includes(word)) return true;
  return ["false", "no", "0"].includes(word) ? false : undefined;
}

/**
 * A time of a search, in milliseconds since 1970: from `from` to before `until`, or one side of it. `-24h` is
 * whatever came since, `+24h` what came before; a day is the whole day.
 */
export type TimeSpan = { from: number | null; until: number | null };

const inCalendar = (at: number) => (Number.isNaN(at) || at < 0 ? undefined : Math.min(at, LATEST));

function readMoment(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) return inCalendar(Math.round(Number(text) * 1000));
  const [, day, time = "00:00", zone = "Z"] = DATE.exec(text) ?? [];
  if (day === undefined) return undefined;
  return inCalendar(
    Date.parse(`${day}T${time}${zone === "Z" ? zone : zone.replace(/(\d\d):?(\d\d)$/, "$1:$2")}`),
  );
}

function readAgo(text: string, now: number): number | undefined {
  const [, , count, unit = ""] = AGO.exec(text) ?? [];
  return count === undefined ? undefined : Math.max(0, now - Number(count) * (MS.get(unit) ?? 0));
}

/** What `key:value` means for a time. */
export function readTimeSpan(value: string, now: number): TimeSpan | undefined {
  const text = value.trim();
  const ago = readAgo(text, now);
  if (ago !== undefined)
    return text.startsWith("-") ? { from: ago, until: null } : { from: null, until: ago + 1 };
  const at = readMoment(text);
  if (at === undefined) return undefined;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  return { from: at, until: at + (isDay ? DAY : 1) };
}

/** What `key:>value` compares with: a date, or how long ago. */
export const readTime = (value: string, now: number): number | undefined =>
  readAgo(value.trim(), now) ?? readMoment(value.trim());
