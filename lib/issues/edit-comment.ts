import type { OrganizationAccess } from "#lib/accounts/access.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { callMentioned, demandAuthor, demandOwnComment, whileHeld } from "#lib/issues/comment.ts";

/**
 * Replaces the text of a comment of one's own; whom it calls now hears of the issue.
 * @param text checked by CommentText.
 */
export async function editComment(
  access: OrganizationAccess,
  scope: IssueScope,
  commentId: bigint,
  text: string,
  now = Date.now(),
): Promise<void> {
  const author = demandAuthor(access);
  await whileHeld(access, scope, async (tx) => {
    await demandOwnComment(tx, scope, commentId, author);
    const mentions = await callMentioned(tx, access, scope, text);
    await tx.issueActivity.update({
      where: { id: commentId },
      data: { data: { text, mentions, editedAt: now } },
    });
  });
}
