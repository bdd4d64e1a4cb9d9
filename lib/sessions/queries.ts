// Release health, by whatever a page or a tool wants it grouped by.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { adoptionOf } from "#lib/sessions/adoption.ts";
import { type Health, type HealthCounts, healthOf } from "#lib/sessions/health.ts";
import { HEALTH_COLUMNS, reducedSessions } from "#lib/sessions/reduce-sessions.ts";

/** `range` in milliseconds since 1970, by when sessions started; empty lists mean all. */
export type SessionFilters = {
  range: { from: number; until: number };
  releases: readonly string[];
  environments: readonly string[];
};

export type SessionGrouping = "project" | "release" | "environment";

export type SessionCounts = { sessions: HealthCounts; users: HealthCounts };

/** Counts of one group, in one bucket of time or in all. A key that was not grouped by is empty. */
export type SessionGroup = SessionCounts & {
  projectId: number;
  release: string;
  environment: string;
  /** Index of the time bucket, from the range's start; 0 when there is but one. */
  bucket: number;
};

const number = z.coerce.number();
const Row = z.object({
  project: number,
  release: z.string(),
  environment: z.string(),
  bucket: number,
  total: number,
  total_troubled: number,
  total_crashed: number,
  total_abnormal: number,
  total_unhandled: number,
  users: number,
  users_troubled: number,
  users_crashed: number,
  users_abnormal: number,
  users_unhandled: number,
});

const toGroup = (row: z.infer<typeof Row>): SessionGroup => ({
  projectId: row.project,
  release: row.release,
  environment: row.environment,
  bucket: row.bucket,
  sessions: {
    total: row.total,
    troubled: row.total_troubled,
    crashed: row.total_crashed,
    abnormal: row.total_abnormal,
    unhandled: row.total_unhandled,
  },
  users: {
    total: row.users,
    troubled: row.users_troubled,
    crashed: row.users_crashed,
    abnormal: row.users_abnormal,
    unhandled: row.users_unhandled,
  },
});

const COLUMNS: Readonly<Record<SessionGrouping, string>> = {
  project: "project_id AS project",
  release: "in_release AS release",
  environment: "in_environment AS environment",
};
const NOTHING: Readonly<Record<SessionGrouping, string>> = {
  project: "0 AS project",
  release: "'' AS release",
  environment: "'' AS environment",
};
const GROUPINGS = ["project", "release", "environment"] as const;

/**
 * Counts sessions and their users.
 * @param options.bucketMs length of a time bucket; without it, all of the range is one.
 * @param options.limit groups times buckets at most; the largest come first.
 */
export async function countSessions(
  projects: readonly ProjectAccess[],
  filters: SessionFilters,
  options: { groupBy: readonly SessionGrouping[]; bucketMs?: number; limit: number },
): Promise<SessionGroup[]> {
  const { groupBy, bucketMs, limit } = options;
  const { range, releases, environments } = filters;
  if (projects.length === 0) return [];
  const columns = GROUPINGS.map((key) => (groupBy.includes(key) ? COLUMNS : NOTHING)[key]);
  const bucket = bucketMs ? "intDiv(began - {from:Int64}, {bucket:Int64})" : "0";
  const rows = await queryRows(
    Row,
    `SELECT ${columns.join(", ")}, ${bucket} AS bucket, ${HEALTH_COLUMNS}
     FROM (${reducedSessions({ release: groupBy.includes("release"), environment: groupBy.includes("environment") })})
     GROUP BY project, release, environment, bucket
     ORDER BY total DESC, project, release, environment, bucket
     LIMIT {limit:UInt32}`,
    {
      projects: projects.map(({ projectId }) => projectId),
      from: range.from,
      until: range.until,
      releases,
      environments,
      bucket: bucketMs ?? 1,
      limit,
    },
  );
  return rows.map(toGroup);
}

export type ReleaseHealth = {
  release: string;
  sessions: Health;
  users: Health;
  /** Its share of all sessions of these projects and environments, from 0 to 1; null when there were none. */
  adoption: number | null;
};

const MAX_RELEASES = 1_000;

/**
 * The health of each release that had sessions within the range, most sessions first; 1,000 at most.
 * @public for the pages of releases
 */
export async function listReleaseHealth(
  projects: readonly ProjectAccess[],
  filters: SessionFilters,
): Promise<ReleaseHealth[]> {
  const [groups, [all]] = await Promise.all([
    countSessions(projects, filters, { groupBy: ["release"], limit: MAX_RELEASES }),
    countSessions(projects, { ...filters, releases: [] }, { groupBy: [], limit: 1 }),
  ]);
  return groups.map(({ release, sessions, users }) => ({
    release,
    sessions: healthOf(sessions),
    users: healthOf(users),
    adoption: adoptionOf(sessions.total, all?.sessions.total ?? 0),
  }));
}
