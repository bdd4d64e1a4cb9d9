// What a project discards, and how to stop it.
import { demand, type ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import type { IssueLevel } from "#lib/issues/schema.ts";

/** Times are milliseconds since 1970; `by` is null when nobody is known to have done it. */
export type DiscardedIssue = {
  id: number;
  title: string;
  culprit: string;
  level: IssueLevel;
  at: number;
  by: string | null;
  hashes: number;
};

export type DiscardedPage = { items: DiscardedIssue[]; next: number | null };

const PAGE_SIZE = 50;

/** A page of what is discarded, newest first; `before` is the `next` of the page before. */
export async function listDiscarded(
  access: ProjectAccess,
  before: number | null = null,
): Promise<DiscardedPage> {
  const found = await db().issueTombstone.findMany({
    where: { projectId: access.projectId, ...(before === null ? {} : { id: { lt: before } }) },
    include: { _count: { select: { hashes: true } } },
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
  });
  const shown = found.slice(0, PAGE_SIZE);
  const userIds = shown.flatMap(({ userId }) => userId ?? []);
  const users = await db().user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return {
    items: shown.map(({ id, title, culprit, level, createdAt, userId, _count }) => ({
      id,
      title,
      culprit,
      level,
      at: createdAt.getTime(),
      by: userId === null ? null : (names.get(userId) ?? null),
      hashes: _count.hashes,
    })),
    next: found.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
  };
}

/**
 * Lets events through again: the next one makes a new issue.
 * @throws RequestError 404 when the project discards no such thing.
 */
export async function stopDiscarding(access: ProjectAccess, tombstoneId: number): Promise<void> {
  demand(access, "event:admin");
  const { count } = await db().issueTombstone.deleteMany({
    where: { id: tombstoneId, projectId: access.projectId },
  });
  if (count === 0) throw new RequestError(404, "This is not discarded any more.");
}
