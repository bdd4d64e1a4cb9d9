// What a tool asks of the sessions route, checked.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { parseSessionSearch } from "#lib/api/session-search.ts";
import { readRange } from "#lib/api/time-range.ts";
import { RequestError } from "#lib/errors.ts";
import { isSessionField, SESSION_FIELDS, type SessionField } from "#lib/sessions/session-fields.ts";
import type { SessionFilters, SessionGrouping } from "#lib/sessions/queries.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNIT = { m: MINUTE, h: HOUR, d: DAY } as const;
const DEFAULT_RANGE = 90 * DAY;
const MAX_INTERVALS = 10_000;
const GROUPINGS = ["project", "release", "environment"] as const;

export type SessionRequest = {
  projects: readonly ProjectAccess[];
  filters: SessionFilters;
  fields: readonly SessionField[];
  groupBy: readonly SessionGrouping[];
  byStatus: boolean;
  /** Milliseconds. */
  interval: number;
  intervals: number;
  query: string;
};

function readFields(url: URL): SessionField[] {
  const asked = [...new Set(url.searchParams.getAll("field"))];
  if (asked.length === 0) return ["sum(session)"];
  return asked.map((field) => {
    if (isSessionField(field)) return field;
    throw new RequestError(400, `Invalid field: use one of ${SESSION_FIELDS.join(", ")}.`);
  });
}

function readGroupings(url: URL): Pick<SessionRequest, "groupBy" | "byStatus"> {
  const asked = new Set(url.searchParams.getAll("groupBy").filter((key) => key !== ""));
  const known = new Set<string>([...GROUPINGS, "session.status"]);
  if ([...asked].some((key) => !known.has(key)))
    throw new RequestError(400, `Invalid groupBy: use ${[...known].join(", ")}.`);
  return { groupBy: GROUPINGS.filter((key) => asked.has(key)), byStatus: asked.has("session.status") };
}

function readInterval(url: URL): number {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(url.searchParams.get("interval") ?? "1h") ?? [];
  const interval =
    unit === "m" || unit === "h" || unit === "d" ? Number(count) * UNIT[unit] : Number.POSITIVE_INFINITY;
  if (interval < MINUTE || DAY % interval !== 0)
    throw new RequestError(400, "Invalid interval: use one that divides a day, such as 15m, 1h or 1d.");
  return interval;
}

/** Whole intervals that hold all of the range that was asked for. */
function readWholeRange(url: URL, interval: number, now: number) {
  const { from, until } = readRange(url, now);
  const start = Math.floor((from ?? Math.max(0, until - DEFAULT_RANGE)) / interval) * interval;
  const end = Math.max(start + interval, Math.ceil(until / interval) * interval);
  const intervals = (end - start) / interval;
  if (intervals > MAX_INTERVALS)
    throw new RequestError(400, "Invalid interval: the range has too many of them. Use a longer one.");
  return { range: { from: start, until: end }, intervals };
}

/** @throws RequestError 400 for what cannot be counted. */
export function readSessionRequest(
  url: URL,
  chosen: readonly ProjectAccess[],
  now = Date.now(),
): SessionRequest {
  const fields = readFields(url);
  const { groupBy, byStatus } = readGroupings(url);
  if (byStatus && fields.some((field) => field.includes("rate")))
    throw new RequestError(400, "Invalid groupBy: a rate cannot be grouped by session.status.");
  const interval = readInterval(url);
  const { range, intervals } = readWholeRange(url, interval, now);
  const query = url.searchParams.get("query") ?? "";
  const search = parseSessionSearch(query);
  const isWanted = ({ slug, projectId }: ProjectAccess) =>
    search.project.length === 0 ||
    search.project.includes(slug) ||
    search.project.includes(String(projectId));
  const environments = url.searchParams.getAll("environment").filter((name) => name !== "");
  // Filtered by both the parameter and the search, an environment must be in both.
  const both = environments.filter((name) => search.environment.includes(name));
  const isContradiction = environments.length > 0 && search.environment.length > 0 && both.length === 0;
  return {
    projects: isContradiction ? [] : chosen.filter(isWanted),
    filters: {
      range,
      releases: search.release,
      environments: both.length > 0 ? both : environments.length > 0 ? environments : [...search.environment],
    },
    fields,
    groupBy,
    byStatus,
    interval,
    intervals,
    query,
  };
}
