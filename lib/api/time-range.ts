// `statsPeriod=14d`, or `start` and `end`; neither means all that is kept.
import { RequestError } from "#lib/errors.ts";

const UNIT = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
/** Where the clock of ClickHouse's DateTime64 is still sure: the year 2200. */
const LATEST = Date.UTC(2200, 0);
const PERIOD = /^(\d{1,5})([smhdw])$/;

function isUnit(text: string | undefined): text is keyof typeof UNIT {
  return text !== undefined && text in UNIT;
}

/** A date without a zone is UTC, as dashboards send it. */
function readDate(text: string | null, name: string): number | null {
  if (!text) return null;
  const isWhole = /T.*(?:Z|[+-]\d\d:?\d\d)$|^\d{4}-\d\d-\d\d$/i.test(text);
  const at = Date.parse(isWhole ? text : `${text}Z`);
  if (Number.isNaN(at))
    throw new RequestError(400, `Invalid ${name}: use a date such as 2026-11-20T08:00:00Z.`);
  return Math.min(Math.max(at, 0), LATEST);
}

/** Milliseconds since 1970. @throws RequestError 400 for a period or date that cannot be read. */
export function readRange(url: URL, now = Date.now()): { from: number | null; until: number } {
  const period = url.searchParams.get("statsPeriod");
  if (period) {
    const [, count, unit] = PERIOD.exec(period) ?? [];
    if (!isUnit(unit))
      throw new RequestError(400, "Invalid statsPeriod: use a number and a unit, such as 24h or 14d.");
    return { from: Math.max(0, now - Number(count) * UNIT[unit]), until: now + 1 };
  }
  const from = readDate(url.searchParams.get("start"), "start");
  const until = readDate(url.searchParams.get("end"), "end") ?? now + 1;
  if (from !== null && from > until) throw new RequestError(400, "Invalid range: start must be before end.");
  return { from, until };
}
