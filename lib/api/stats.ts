// `stats_v2`: outcomes as tools that watch usage ask for them.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { readRange } from "#lib/api/time-range.ts";
import { RequestError } from "#lib/errors.ts";
import { isOutcome, sumOutcomes, type OutcomeGroup } from "#lib/outcomes/queries.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAX_BUCKETS = 2_200;
const INTERVAL = /^(\d{1,3})([hdw])$/;
const UNIT_MS: Readonly<Record<string, number>> = { h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };

const FIELD = z.enum(["sum(quantity)", "sum(times_seen)"]);
const GROUPS = z.array(z.enum(["outcome", "category", "reason", "project"])).max(4);

function readInterval(url: URL, span: number): number {
  const asked = url.searchParams.get("interval");
  if (asked === null) return span > 3 * DAY_MS ? DAY_MS : HOUR_MS;
  const [, count = "", unit = ""] = INTERVAL.exec(asked) ?? [];
  const ms = Number(count) * (UNIT_MS[unit] ?? 0);
  if (!(ms > 0)) throw new RequestError(400, "Invalid interval: use whole hours or days, such as 1h or 1d.");
  if (span / ms > MAX_BUCKETS) throw new RequestError(400, "Invalid interval: it makes too many buckets.");
  return ms;
}

function readGroups(url: URL): OutcomeGroup[] {
  const groups = GROUPS.safeParse([...new Set(url.searchParams.getAll("groupBy"))]);
  if (!groups.success)
    throw new RequestError(400, "Invalid groupBy: use outcome, category, reason or project.");
  return groups.data;
}

const named = (url: URL, name: string) => {
  const values = url.searchParams.getAll(name).filter((value) => value !== "");
  return values.length > 0 ? values : undefined;
};

/** @throws RequestError 400 for parameters that cannot be read. */
export async function readStats(url: URL, projects: readonly ProjectAccess[], now = Date.now()) {
  const field = FIELD.safeParse(url.searchParams.get("field") ?? "sum(quantity)");
  if (!field.success) throw new RequestError(400, "Invalid field: use sum(quantity).");
  const { from, until } = readRange(url, now);
  const begin = from ?? now - 90 * DAY_MS;
  const bucketMs = readInterval(url, until - begin);
  const outcomes = named(url, "outcome");
  const { start, groups } = await sumOutcomes(projects, {
    from: begin,
    until,
    bucketMs,
    groupBy: readGroups(url),
    ...(outcomes && { outcomes: outcomes.filter(isOutcome) }),
    categories: named(url, "category"),
    reasons: named(url, "reason"),
  });
  const buckets = Math.max(1, Math.ceil((until - start) / bucketMs));
  const at = (index: number) => new Date(start + index * bucketMs).toISOString();
  return {
    start: at(0),
    end: at(buckets),
    intervals: Array.from({ length: buckets }, (_, index) => at(index)),
    groups: groups.map(({ by, total, values }) => ({
      by: by.project === undefined ? by : { ...by, project: Number(by.project) },
      totals: { [field.data]: total },
      series: { [field.data]: values },
    })),
  };
}
