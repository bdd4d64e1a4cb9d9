// Brings resolved issues back that got events which their resolution does not cover.
import type { PoolClient } from "pg";
import { z } from "zod";
import { type Queryable, selectRows } from "#lib/db.ts";
import { addActivities, type NewActivity } from "#lib/issues/add-activities.ts";
import { judgeRegression, type ResolvedWith, type Verdict } from "#lib/issues/regression.ts";
import { resolutionsOf } from "#lib/issues/resolutions-of.ts";
import { projectsWithVersions } from "#lib/releases/recent-releases.ts";
import type { DatedRelease } from "#lib/releases/release-order.ts";

/** A resolved issue, held by this transaction, with its new events. */
export type ResolvedIssue = {
  issueId: number;
  projectId: number;
  /** Milliseconds since 1970. */
  resolvedAt: number;
  events: readonly { event: { timestamp: number }; releaseId: number | null }[];
};

const ReleaseRow = z.object({
  id: z.number(),
  version: z.string(),
  date: z.date().transform((date) => date.getTime()),
});

async function releasesById(on: Queryable, ids: readonly number[]): Promise<Map<number, DatedRelease>> {
  const rows = await selectRows(
    on,
    ReleaseRow,
    "SELECT id, version, coalesce(date_released, date_created) AS date FROM release WHERE id = ANY ($1)",
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

type Facts = {
  resolutions: ReadonlyMap<number, ResolvedWith>;
  releases: ReadonlyMap<number, DatedRelease>;
  /** Projects whose releases are versions. */
  versioned: ReadonlySet<number>;
};

async function readFacts(on: Queryable, issues: readonly ResolvedIssue[]): Promise<Facts> {
  const resolutions = await resolutionsOf(
    on,
    issues.map(({ issueId }) => issueId),
  );
  const byRelease = issues.filter(({ issueId }) => resolutions.has(issueId));
  const ids = byRelease.flatMap(({ events }) => events.flatMap(({ releaseId }) => releaseId ?? []));
  const releases =
    ids.length > 0 ? await releasesById(on, [...new Set(ids)]) : new Map<number, DatedRelease>();
  const versioned = await projectsWithVersions(
    on,
    byRelease.map(({ projectId }) => projectId),
  );
  return { resolutions, releases, versioned };
}

type Regression = { release: DatedRelease | null; resolved: ResolvedWith | null; by: Verdict["by"] };

/** The first event that happened after the resolution and is not covered by it. */
function findRegression(issue: ResolvedIssue, facts: Facts): Regression | null {
  const resolved = facts.resolutions.get(issue.issueId) ?? null;
  const hasVersions = facts.versioned.has(issue.projectId);
  const later = issue.events.filter(({ event }) => event.timestamp > issue.resolvedAt);
  for (const releaseId of new Set(later.map((item) => item.releaseId))) {
    const release = releaseId === null ? null : (facts.releases.get(releaseId) ?? null);
    const { regressed, by } = judgeRegression(resolved, release, hasVersions);
    if (regressed) return { release, resolved, by };
  }
  return null;
}

function wasResolved(resolved: ResolvedWith): string {
  if (resolved.kind === "IN_RELEASE") return `in ${resolved.release.version}`;
  if (resolved.kind === "IN_COMMIT") return `by commit ${resolved.commit.slice(0, 10)}`;
  return `in the release after ${resolved.current.version}`;
}

function entryOf(issueId: number, { release, resolved, by }: Regression): NewActivity {
  if (!resolved || !release) return { issueId, type: "REGRESSED" };
  const resolvedIn = wasResolved(resolved);
  const detail = `in ${release.version}, was resolved ${resolvedIn}`;
  return {
    issueId,
    type: "REGRESSED",
    data: { detail, version: release.version, resolvedIn, decidedBy: by },
  };
}

/** @param issues which the transaction `on` has counted, so that it holds their rows: one writer wins. */
export async function reopenRegressed(on: PoolClient, issues: readonly ResolvedIssue[]): Promise<void> {
  if (issues.length === 0) return;
  const facts = await readFacts(on, issues);
  const entries = issues.flatMap((issue) => {
    const regression = findRegression(issue, facts);
    return regression ? [entryOf(issue.issueId, regression)] : [];
  });
  if (entries.length === 0) return;
  const ids = entries.map(({ issueId }) => issueId);
  await on.query(
    `UPDATE issue SET status = 'UNRESOLVED', substatus = 'REGRESSED', status_changed_at = clock_timestamp(),
       review_reason = 'REGRESSED', review_since = clock_timestamp() WHERE id = ANY ($1)`,
    [ids],
  );
  await on.query("DELETE FROM issue_resolution WHERE issue_id = ANY ($1)", [ids]);
  await addActivities(on, entries, { userId: null, now: Date.now() });
}
