// The people around an issue: who looked at it, who takes part, and what it is to whoever asks.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";

/** What an issue is to whoever asks; `subscription` is null for who has no say about it yet. */
export type IssueOfViewer = {
  subscription: { isActive: boolean; reason: string } | null;
  isBookmarked: boolean;
  hasSeen: boolean;
};

export type IssuePeople = {
  /** The last to look first; `at` is milliseconds since 1970. */
  seenBy: { id: number; name: string; at: number }[];
  seenCount: number;
  /** Who hears of it. */
  participants: { id: number; name: string }[];
};

const MAX_SHOWN = 30;
const named = { select: { id: true, name: true } };

export async function issueOfViewer(access: OrganizationAccess, scope: IssueScope): Promise<IssueOfViewer> {
  const { issueId } = scope;
  const { userId } = access;
  if (userId === null) return { subscription: null, isBookmarked: false, hasSeen: false };
  const mine = { issueId_userId: { issueId, userId } };
  const [subscription, bookmark, seen] = await Promise.all([
    db().issueSubscription.findUnique({ where: mine, select: { isActive: true, reason: true } }),
    db().issueBookmark.findUnique({ where: mine, select: { userId: true } }),
    db().issueSeen.findUnique({ where: mine, select: { userId: true } }),
  ]);
  return { subscription, isBookmarked: bookmark !== null, hasSeen: seen !== null };
}

/** Members who looked at the issue or hear of it. */
export async function issuePeople(access: OrganizationAccess, scope: IssueScope): Promise<IssuePeople> {
  // Who left the organization is no longer part of its issues.
  const user = { memberships: { some: { organizationId: access.organizationId } } };
  const where = { issueId: scope.issueId, user };
  const [seen, seenCount, subscribers] = await Promise.all([
    db().issueSeen.findMany({
      where,
      select: { lastSeen: true, user: named },
      orderBy: { lastSeen: "desc" },
      take: MAX_SHOWN,
    }),
    db().issueSeen.count({ where }),
    db().issueSubscription.findMany({
      where: { ...where, isActive: true },
      select: { user: named },
      orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
      take: MAX_SHOWN,
    }),
  ]);
  return {
    seenBy: seen.map(({ user: { id, name }, lastSeen }) => ({ id, name, at: lastSeen.getTime() })),
    seenCount,
    participants: subscribers.map((subscriber) => subscriber.user),
  };
}
