// Why an issue stands where it does: what resolved it, what ends its archive, why it waits for a look.
import { db, pool } from "#lib/db.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import type { ArchiveCondition } from "#lib/issues/schema.ts";
import { currentRelease, recentReleases } from "#lib/releases/recent-releases.ts";
import type { Prisma } from "#prisma/client.ts";
import type { ResolutionKind, ReviewReason } from "#prisma/enums.ts";

export type Resolution = {
  kind: ResolutionKind;
  /** The release with the fix. */
  version: string | null;
  /** The newest one when it was to be fixed in the next. */
  after: string | null;
  commit: string | null;
};

/** `soFar`: events since it was archived. */
export type Snooze = ArchiveCondition & { soFar: number };

export type IssueStanding = {
  resolution: Resolution | null;
  snooze: Snooze | null;
  reviewReason: ReviewReason | null;
  priorityLocked: boolean;
  shareId: string | null;
  comments: number;
  /** The newest release of its project; null when it has none. */
  currentVersion: string | null;
};

const select = {
  timesSeen: true,
  lastReleaseId: true,
  reviewReason: true,
  priorityLocked: true,
  shareId: true,
  commentCount: true,
  resolution: { include: { release: { select: { version: true } } } },
  snooze: true,
} satisfies Prisma.IssueSelect;

/** @throws when the issue went meanwhile. */
export async function issueStanding(scope: IssueScope): Promise<IssueStanding> {
  const [issue, releases] = await Promise.all([
    db().issue.findUniqueOrThrow({ where: { id: scope.issueId }, select }),
    recentReleases(pool(), [scope.projectId]),
  ]);
  const { resolution, snooze, commentCount, timesSeen, lastReleaseId, ...rest } = issue;
  return {
    ...rest,
    currentVersion: currentRelease(releases.get(scope.projectId) ?? [], lastReleaseId)?.version ?? null,
    comments: commentCount,
    resolution: resolution && {
      kind: resolution.kind,
      version: resolution.release?.version ?? null,
      after: resolution.currentVersion,
      commit: resolution.commit,
    },
    snooze: snooze && {
      until: snooze.until?.getTime(),
      count: snooze.count ?? undefined,
      windowMinutes: snooze.windowMinutes ?? undefined,
      userCount: snooze.userCount ?? undefined,
      userWindowMinutes: snooze.userWindowMinutes ?? undefined,
      soFar: Math.max(0, Number(timesSeen - snooze.startTimesSeen)),
    },
  };
}
