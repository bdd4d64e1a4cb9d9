// The releases that projects sent events of lately, and the one that is current.
import { z } from "zod";
import { type Queryable, selectRows } from "#lib/db.ts";
import { compareReleases, type DatedRelease } from "#lib/releases/release-order.ts";
import { usesVersions } from "#lib/releases/version.ts";

export type RecentRelease = DatedRelease & {
  id: number;
  /** Whether more than one event told of it. */
  isConfirmed: boolean;
};

const MOST = 100;

const Row = z.object({
  projectId: z.number(),
  id: z.number(),
  version: z.string(),
  date: z.date().transform((date) => date.getTime()),
  isConfirmed: z.boolean(),
});

/** By project, the release of the newest event first; `most` of each project. */
export async function recentReleases(
  on: Queryable,
  projectIds: readonly number[],
  most = MOST,
): Promise<Map<number, RecentRelease[]>> {
  const rows = await selectRows(
    on,
    Row,
    `SELECT p.id AS "projectId", r.id, r.version, coalesce(r.date_released, r.date_created) AS date,
       s.last_event > s.first_event AS "isConfirmed"
     FROM unnest($1::int[]) AS p(id) CROSS JOIN LATERAL (
       SELECT * FROM release_project s WHERE s.project_id = p.id
       ORDER BY s.last_event DESC LIMIT $2) s
     JOIN release r ON r.id = s.release_id
     ORDER BY p.id, s.last_event DESC, r.id DESC`,
    [[...new Set(projectIds)], most],
  );
  return Map.groupBy(rows, (row) => row.projectId);
}

// Ten decide whether a project has versions; more, because those that one event told of may be forged.
const NEWEST = 30;

/** Whether a project's releases are versions, by those that more than one event told of, where there are any. */
function haveVersions(releases: readonly RecentRelease[]): boolean {
  const confirmed = releases.filter(({ isConfirmed }) => isConfirmed);
  return usesVersions((confirmed.length > 0 ? confirmed : releases).map(({ version }) => version));
}

/** Of these projects, those whose releases are versions. */
export async function projectsWithVersions(
  on: Queryable,
  projectIds: readonly number[],
): Promise<Set<number>> {
  if (projectIds.length === 0) return new Set();
  const recent = await recentReleases(on, projectIds, NEWEST);
  return new Set([...recent].filter(([, releases]) => haveVersions(releases)).map(([id]) => id));
}

/**
 * The newest release of a project. One that a single event told of may be forged (999.9.9 would be the newest
 * for ever): it counts only when it is `lastReleaseId`, or there is no other.
 * @param releases as recentReleases returns them.
 */
export function currentRelease(
  releases: readonly RecentRelease[],
  lastReleaseId: number | null,
): RecentRelease | null {
  const trusted = releases.filter((release) => release.isConfirmed || release.id === lastReleaseId);
  const hasVersions = haveVersions(releases);
  return (trusted.length > 0 ? trusted : releases).reduce<RecentRelease | null>(
    (newest, release) =>
      newest && compareReleases(newest, release, hasVersions).order >= 0 ? newest : release,
    null,
  );
}
