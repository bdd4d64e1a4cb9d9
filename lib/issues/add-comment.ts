import type { OrganizationAccess } from "#lib/accounts/access.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { callMentioned, demandAuthor, whileHeld } from "#lib/issues/comment.ts";
import { subscribeByItself } from "#lib/issues/subscriptions.ts";

// A second press of the button, or a request that is sent again, is no second comment.
const SAME_WITHIN_MS = 60_000;

/**
 * Writes a comment. Its author and whom it calls hear of the issue from now on.
 * @param text checked by CommentText.
 * @returns its id; of the first one when the author says the same again within a minute.
 */
export async function addComment(
  access: OrganizationAccess,
  scope: IssueScope,
  text: string,
  now = Date.now(),
): Promise<bigint> {
  const author = demandAuthor(access);
  return whileHeld(access, scope, async (tx) => {
    const { issueId } = scope;
    const recent = await tx.issueActivity.findFirst({
      where: {
        issueId,
        type: "NOTE",
        userId: author,
        createdAt: { gt: new Date(now - SAME_WITHIN_MS) },
        data: { path: ["text"], equals: text },
      },
      select: { id: true },
    });
    if (recent) return recent.id;
    const mentions = await callMentioned(tx, access, scope, text);
    await subscribeByItself(tx, issueId, [author], "comment");
    await tx.issue.update({ where: { id: issueId }, data: { commentCount: { increment: 1 } } });
    const comment = await tx.issueActivity.create({
      data: { issueId, userId: author, type: "NOTE", data: { text, mentions }, createdAt: new Date(now) },
      select: { id: true },
    });
    return comment.id;
  });
}
