// Reads of application metrics: which there are, and one of them over time.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { bucketSize } from "#lib/issues/buckets.ts";
import { METRIC_TYPES } from "#lib/metrics/normalize-metric.ts";

/** Milliseconds since 1970. */
type Range = { from: number; until: number };

const MetricName = z.object({
  name: z.string(),
  type: z.enum(METRIC_TYPES),
  unit: z.string(),
  samples: z.coerce.number(),
  /** Milliseconds since 1970. */
  lastSeen: z.coerce.number(),
});
export type MetricName = z.infer<typeof MetricName>;

const MAX_NAMES = 1_000;
const TIMEOUT = "SETTINGS max_execution_time = 15";
const IN_SCOPE = `project_id IN {projects:Array(UInt32)}
  AND timestamp >= fromUnixTimestamp64Milli({from:Int64}) AND timestamp < fromUnixTimestamp64Milli({until:Int64})`;

const scope = (projects: readonly ProjectAccess[], { from, until }: Range) => ({
  projects: projects.map((project) => project.projectId),
  from,
  until,
});

/** Metrics that the projects sent in the range, by name; one line for each type and unit of a name. */
export async function listMetricNames(
  projects: readonly ProjectAccess[],
  range: Range,
): Promise<MetricName[]> {
  if (projects.length === 0) return [];
  return queryRows(
    MetricName,
    `SELECT name, type, unit, count() AS samples, toUnixTimestamp64Milli(toDateTime64(max(timestamp), 3)) AS lastSeen
     FROM metrics WHERE ${IN_SCOPE}
     GROUP BY name, type, unit ORDER BY name, type, unit LIMIT ${MAX_NAMES} ${TIMEOUT}`,
    scope(projects, range),
  );
}

const nullable = z.number().nullable();
const Point = z.object({
  /** Start of the bucket, in milliseconds since 1970. */
  at: z.coerce.number(),
  samples: z.coerce.number(),
  sum: z.number(),
  /** null where there is no sample. */
  avg: nullable,
  p95: nullable,
});
export type MetricPoint = z.infer<typeof Point>;
export type MetricSeries = { points: MetricPoint[]; bucketMs: number };

/** Which metric, and in which environments; none means all. */
export type MetricChoice = {
  name: string;
  type: (typeof METRIC_TYPES)[number];
  unit: string;
  environments: readonly string[];
};

// quantileExactWeighted with equal weights takes the nearest rank: the p75 of 10, 20, 30, 40 is 30, a value that was.
const SERIES = `
  SELECT intDiv(toUnixTimestamp64Milli(toDateTime64(timestamp, 3)), {bucketMs:Int64}) * {bucketMs:Int64} AS at,
    count() AS samples, sum(value) AS sum, avg(value) AS avg, quantileExactWeighted(0.95)(value, 1) AS p95
  FROM metrics
  WHERE ${IN_SCOPE} AND name = {name:String} AND type = {type:String} AND unit = {unit:String}
    AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))
  GROUP BY at ORDER BY at ${TIMEOUT}`;

/** The metric's samples in at most 77 buckets, oldest first, empty ones filled in. */
export async function metricSeries(
  projects: readonly ProjectAccess[],
  choice: MetricChoice,
  range: Range,
): Promise<MetricSeries> {
  const bucketMs = bucketSize(range.from, range.until);
  const rows =
    projects.length === 0
      ? []
      : await queryRows(Point, SERIES, { ...scope(projects, range), ...choice, bucketMs });
  const known = new Map(rows.map((row) => [row.at, row]));
  const first = Math.floor(range.from / bucketMs) * bucketMs;
  const length = Math.max(1, Math.ceil((range.until - first) / bucketMs));
  const points = Array.from({ length }, (_, index) => {
    const at = first + index * bucketMs;
    return known.get(at) ?? { at, samples: 0, sum: 0, avg: null, p95: null };
  });
  return { points, bucketMs };
}
