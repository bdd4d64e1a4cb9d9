import type { OrganizationAccess } from "#lib/accounts/access.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { demandAuthor, demandOwnComment, whileHeld } from "#lib/issues/comment.ts";

/** Removes a comment of one's own. */
export async function deleteComment(
  access: OrganizationAccess,
  scope: IssueScope,
  commentId: bigint,
): Promise<void> {
  const author = demandAuthor(access);
  await whileHeld(access, scope, async (tx) => {
    await demandOwnComment(tx, scope, commentId, author);
    await tx.issueActivity.delete({ where: { id: commentId } });
    await tx.issue.update({ where: { id: scope.issueId }, data: { commentCount: { decrement: 1 } } });
  });
}
