// Turns "in the next release", "in 2.1" and "by this commit" into what is known of the project's releases.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { inTransaction, type Queryable, selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import type { ChangeWork } from "#lib/issues/change-work.ts";
import type { LockedIssue } from "#lib/issues/issue-state.ts";
import {
  type Resolution,
  resolvedAfter,
  resolvedByCommit,
  resolvedInRelease,
} from "#lib/issues/resolution.ts";
import type { IssueChange, ResolvedBy } from "#lib/issues/schema.ts";
import { containsCommit } from "#lib/releases/contains-commit.ts";
import { findOrCreateReleases } from "#lib/releases/find-or-create.ts";
import { currentRelease, recentReleases } from "#lib/releases/recent-releases.ts";
import { isReleaseName } from "#lib/events/read-release.ts";

type TargetOf = (issue: LockedIssue) => Resolution | null;

const LATEST = "latest";

const IdRow = z.object({ id: z.number(), version: z.string() });

/**
 * Makes the release that issues are to be resolved in when nothing was heard of it yet. In its own transaction:
 * the digest makes releases before it holds issues.
 */
export async function prepareResolution(access: OrganizationAccess, change: IssueChange): Promise<void> {
  if (change.kind !== "resolve" || change.by?.kind !== "release" || change.by.version === LATEST) return;
  const name = change.by.version;
  if (!isReleaseName(name)) throw new RequestError(400, "A release cannot have this name.");
  await inTransaction((on) => findOrCreateReleases(on, [{ organizationId: access.organizationId, name }]));
}

async function findRelease(on: Queryable, organizationId: number, version: string) {
  const [row] = await selectRows(
    on,
    IdRow,
    "SELECT id, version FROM release WHERE organization_id = $1 AND version = $2",
    [organizationId, version],
  );
  if (!row) throw new RequestError(409, "The release was deleted meanwhile.");
  return resolvedInRelease(row);
}

/** @returns what each issue is resolved by; null for "now". */
export async function findResolutions(
  { on, access, issues }: ChangeWork,
  by: ResolvedBy = { kind: "now" },
): Promise<TargetOf> {
  if (by.kind === "now") return () => null;
  if (by.kind === "release" && by.version !== LATEST) {
    const target = await findRelease(on, access.organizationId, by.version);
    return () => target;
  }
  const projects = await recentReleases(
    on,
    issues.map((issue) => issue.projectId),
  );
  const releasesOf = (issue: LockedIssue) => projects.get(issue.projectId) ?? [];
  if (by.kind === "commit")
    return (issue) => {
      // The oldest of them brought it.
      const built = releasesOf(issue).findLast(({ version }) => containsCommit(version, by.commit));
      return built ? resolvedInRelease(built) : resolvedByCommit(by.commit, by.repository);
    };
  return (issue) => {
    const current = currentRelease(releasesOf(issue), issue.lastReleaseId);
    if (!current) throw new RequestError(400, "No release of this project is known yet.");
    return by.kind === "release" ? resolvedInRelease(current) : resolvedAfter(current.version);
  };
}
