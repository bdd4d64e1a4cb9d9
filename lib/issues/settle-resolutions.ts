// A release that is new to a project settles what waited for it: "in the next release" becomes "in this one", and
// a commit that it contains is out.
import { z } from "zod";
import { inTransaction, pool, selectRows } from "#lib/db.ts";
import { containsCommit } from "#lib/releases/contains-commit.ts";
import { projectsWithVersions } from "#lib/releases/recent-releases.ts";
import { compareReleases } from "#lib/releases/release-order.ts";

/** What a project sent of a release; times are milliseconds since 1970. */
type Seen = { projectId: number; releaseId: number | null; timestamp: number };

const time = z.date().transform((date) => date.getTime());

const NewRow = z.object({ projectId: z.number(), releaseId: z.number(), version: z.string(), date: time });
type NewRelease = z.infer<typeof NewRow>;

// A release is known by the second thing that is heard of it: one event may be forged, and whoever says 999.9.9
// would settle everything for ever. Until this is counted it is new, so what is tried again settles the same.
const FIND_NEW = `
  SELECT x."projectId", x."releaseId", r.version, coalesce(r.date_released, r.date_created) AS date
  FROM json_to_recordset($1) AS x("projectId" int, "releaseId" int, first float8, last float8)
  JOIN release r ON r.id = x."releaseId"
  LEFT JOIN release_project s ON s.project_id = x."projectId" AND s.release_id = x."releaseId"
  WHERE coalesce(s.first_event = s.last_event, true)
    AND (x.first < x.last OR s.first_event <> to_timestamp(x.first / 1000))
  ORDER BY r.id`;

function spans(seen: readonly Seen[]) {
  const pairs = Map.groupBy(seen, ({ projectId, releaseId }) => `${projectId}:${releaseId}`);
  return [...pairs.values()].flatMap((list) => {
    const times = list.map(({ timestamp }) => timestamp);
    const span = { first: Math.min(...times), last: Math.max(...times) };
    return list
      .slice(0, 1)
      .flatMap(({ projectId, releaseId }) => (releaseId === null ? [] : { projectId, releaseId, ...span }));
  });
}

const PendingRow = z.object({
  issueId: z.number(),
  projectId: z.number(),
  currentVersion: z.string().nullable(),
  currentDate: time,
  commit: z.string().nullable(),
});
type Pending = z.infer<typeof PendingRow>;

const FIND_PENDING = `
  SELECT x.issue_id AS "issueId", i.project_id AS "projectId", x.current_version AS "currentVersion",
    coalesce(c.date_released, c.date_created, x.created_at) AS "currentDate", x.commit
  FROM issue_resolution x JOIN issue i ON i.id = x.issue_id JOIN project p ON p.id = i.project_id
  LEFT JOIN release c ON c.organization_id = p.organization_id AND c.version = x.current_version
  WHERE x.kind IN ('IN_NEXT_RELEASE', 'IN_COMMIT') AND i.project_id = ANY ($1)`;

// A resolution that changed meanwhile is another one.
const SETTLE = `
  UPDATE issue_resolution r SET kind = 'IN_RELEASE', release_id = x."releaseId"
  FROM json_to_recordset($1) AS x("issueId" int, "releaseId" int, "currentVersion" text, commit text)
  WHERE r.issue_id = x."issueId" AND r.kind <> 'IN_RELEASE'
    AND r.current_version IS NOT DISTINCT FROM x."currentVersion" AND r.commit IS NOT DISTINCT FROM x.commit`;

/** A hot-fix of an older line is new, but not next: it must not end what waits for the line that was current. */
function isNext(pending: Pending, release: NewRelease, versions: ReadonlySet<number>): boolean {
  if (pending.commit !== null) return containsCommit(release.version, pending.commit);
  if (pending.currentVersion === null) return false;
  const current = { version: pending.currentVersion, date: pending.currentDate };
  const { order } = compareReleases(current, release, versions.has(release.projectId));
  return order < 0;
}

/** The earliest of the new releases that ends what waits; several may come in one batch. */
function nextRelease(pending: Pending, fresh: readonly NewRelease[], versions: ReadonlySet<number>) {
  return fresh
    .filter((release) => isNext(pending, release, versions))
    .reduce<NewRelease | undefined>((first, release) => {
      if (!first) return release;
      return compareReleases(release, first, versions.has(release.projectId)).order < 0 ? release : first;
    }, undefined);
}

/**
 * In a transaction of its own: it holds issues, which nobody may who goes on to hold a project or a group.
 * @param seen what is about to be counted.
 */
export async function settleResolutions(seen: readonly Seen[]): Promise<void> {
  const heard = spans(seen);
  if (heard.length === 0) return;
  const fresh = await selectRows(pool(), NewRow, FIND_NEW, [JSON.stringify(heard)]);
  if (fresh.length === 0) return;
  const ofProject = Map.groupBy(fresh, ({ projectId }) => projectId);
  const projectIds = [...ofProject.keys()];
  const pending = await selectRows(pool(), PendingRow, FIND_PENDING, [projectIds]);
  if (pending.length === 0) return;
  const versions = await projectsWithVersions(pool(), projectIds);
  const settled = pending.flatMap((one) => {
    const release = nextRelease(one, ofProject.get(one.projectId) ?? [], versions);
    const { issueId, currentVersion, commit } = one;
    return release ? [{ issueId, releaseId: release.releaseId, currentVersion, commit }] : [];
  });
  if (settled.length === 0) return;
  await inTransaction(async (on) => {
    // In the order of ids, like everyone who holds issues.
    await on.query("SELECT id FROM issue WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", [
      settled.map(({ issueId }) => issueId),
    ]);
    await on.query(SETTLE, [JSON.stringify(settled)]);
  });
}
