// One issue, and the right to read its telemetry.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { IssueScope } from "#lib/events/issue-scope.ts";
import { type IssueRow, readIssueRows } from "#lib/issues/issue-rows.ts";
import { MAX_ISSUE_NUMBER } from "#lib/issues/schema.ts";
import { parseShortId } from "#lib/issues/short-id.ts";

/** A release in which an issue was seen first or last; `date` is milliseconds since 1970. */
export type SeenRelease = { version: string; date: number };

export type Issue = IssueRow & {
  scope: IssueScope;
  statusChangedAt: number;
  firstRelease: SeenRelease | null;
  lastRelease: SeenRelease | null;
};

const MAX_GROUPS = 5_000;

/** The id of an issue by its number or its short id; null when this organization has no such issue. */
async function resolveIssueId(access: OrganizationAccess, idOrShortId: string): Promise<number | null> {
  const project = { organizationId: access.organizationId };
  if (/^\d{1,9}$/.test(idOrShortId)) {
    const found = await db().issue.findFirst({
      where: { id: Number(idOrShortId), project },
      select: { id: true },
    });
    return found?.id ?? null;
  }
  const short = parseShortId(idOrShortId);
  if (!short || short.number > MAX_ISSUE_NUMBER) return null;
  const found = await db().issue.findFirst({
    where: { number: short.number, project: { ...project, slug: short.projectSlug } },
    select: { id: true },
  });
  return found?.id ?? null;
}

/** The issue with this id or short id; null when there is none, or it is another organization's. */
export async function findIssue(access: OrganizationAccess, idOrShortId: string): Promise<Issue | null> {
  const id = await resolveIssueId(access, idOrShortId);
  if (id === null) return null;
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
