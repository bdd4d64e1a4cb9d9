// One issue, and the right to read its telemetry.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { db, pool } from "#lib/db.ts";
import { IssueScope } from "#lib/events/issue-scope.ts";
import { type IssueRow, readIssueRows } from "#lib/issues/issue-rows.ts";
import { followMerged } from "#lib/issues/merge-locks.ts";
import { MAX_ISSUE_NUMBER } from "#lib/issues/schema.ts";
import { formatShortId, parseShortId } from "#lib/issues/short-id.ts";
import type { Prisma } from "#prisma/client.ts";

/** A release in which an issue was seen first or last; `date` is milliseconds since 1970. */
export type SeenRelease = { version: string; date: number };

export type Issue = IssueRow & {
  scope: IssueScope;
  statusChangedAt: number;
  firstRelease: SeenRelease | null;
  lastRelease: SeenRelease | null;
  /** The short id that was asked for, when that issue was merged into this one. */
  mergedFrom: string | null;
};

const MAX_GROUPS = 5_000;

type Place = { id: number; mergedFrom: string | null };

const place = {
  id: true,
  number: true,
  mergedIntoId: true,
  project: { select: { slug: true } },
} satisfies Prisma.IssueSelect;

/** Where an issue is by its number or its short id; null when this organization has no such issue. */
async function resolveIssue(access: OrganizationAccess, idOrShortId: string): Promise<Place | null> {
  const project = { organizationId: access.organizationId };
  const short = parseShortId(idOrShortId);
  const isNumber = /^\d{1,9}$/.test(idOrShortId);
  if (!isNumber && (!short || short.number > MAX_ISSUE_NUMBER)) return null;
  const found = await db().issue.findFirst({
    where: isNumber
      ? { id: Number(idOrShortId), project }
      : { number: short?.number ?? 0, project: { ...project, slug: short?.projectSlug ?? "" } },
    select: place,
  });
  if (!found) return null;
  if (found.mergedIntoId === null) return { id: found.id, mergedFrom: null };
  const [id = found.mergedIntoId] = await followMerged(pool(), access, [found.id]);
  return { id, mergedFrom: formatShortId(found.project.slug, found.number) };
}

/**
 * The issue with this id or short id; null when there is none, or it is another organization's. The address of one
 * that was merged leads to the issue that has its events now.
 */
export async function findIssue(access: OrganizationAccess, idOrShortId: string): Promise<Issue | null> {
  const found = await resolveIssue(access, idOrShortId);
  if (found === null) return null;
  const { id, mergedFrom } = found;
  const [[row], more, hashes] = await Promise.all([
    readIssueRows(access, { where: { id } }),
    db().issue.findUnique({
      where: { id },
      select: { statusChangedAt: true, firstRelease: true, lastRelease: true },
    }),
    db().groupingHash.findMany({ where: { issueId: id }, select: { id: true }, take: MAX_GROUPS }),
  ]);
  if (!row || !more) return null;
  const groupIds = hashes.map((hash) => hash.id);
  return {
    ...row,
    groupIds,
    scope: IssueScope.parse({ issueId: id, projectId: row.project.id, groupIds }),
    statusChangedAt: more.statusChangedAt.getTime(),
    firstRelease: seenRelease(more.firstRelease),
    lastRelease: seenRelease(more.lastRelease),
    mergedFrom,
  };
}

function seenRelease(
  release: { version: string; dateReleased: Date | null; dateCreated: Date } | null,
): SeenRelease | null {
  if (!release) return null;
  return { version: release.version, date: (release.dateReleased ?? release.dateCreated).getTime() };
}

/** The organization that an issue number belongs to; null when there is none. Says nothing about who may see it. */
export async function findOrganizationOfIssue(id: string): Promise<number | null> {
  if (!/^\d{1,9}$/.test(id)) return null;
  const found = await db().issue.findUnique({
    where: { id: Number(id) },
    select: { project: { select: { organizationId: true } } },
  });
  return found?.project.organizationId ?? null;
}

/** Which issue owns each group of a project. */
export async function issuesOfGroups(
  access: ProjectAccess,
  groupIds: readonly bigint[],
): Promise<Map<bigint, number>> {
  const rows = await db().groupingHash.findMany({
    where: { projectId: access.projectId, id: { in: [...new Set(groupIds)] } },
    select: { id: true, issueId: true },
  });
  return new Map(rows.map((row) => [row.id, row.issueId]));
}
