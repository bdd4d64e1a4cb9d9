// What the Web API tells of issues beside their rows: what settles them, and what they are to whoever asks.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import type { Prisma } from "#prisma/client.ts";

const select = (userId: number) => {
  const mine = { where: { userId }, take: 1 };
  return {
    id: true,
    shareId: true,
    commentCount: true,
    resolution: { include: { release: { select: { version: true } } } },
    snooze: true,
    bookmarks: { ...mine, select: { userId: true } },
    seenBy: { ...mine, select: { userId: true } },
    subscriptions: { ...mine, select: { isActive: true, reason: true } },
  } satisfies Prisma.IssueSelect;
};

export type IssueFacts = Prisma.IssueGetPayload<{ select: ReturnType<typeof select> }>;

/** The facts of a page of issues, by issue. */
export async function issueFacts(
  access: OrganizationAccess,
  ids: readonly number[],
): Promise<Map<number, IssueFacts>> {
  const found = await db().issue.findMany({
    where: { id: { in: [...ids] }, project: { organizationId: access.organizationId } },
    // An organization's token is nobody, and no user has this number.
    select: select(access.userId ?? 0),
  });
  return new Map(found.map((facts) => [facts.id, facts]));
}
