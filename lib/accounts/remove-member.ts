import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { demandAnotherOwner, lockMembers } from "#lib/accounts/last-owner.ts";
import { outranks } from "#lib/accounts/scopes.ts";

/**
 * Ends a membership, and with it team places, assignments and open invites. Everybody may leave by themselves.
 * @throws RequestError 404 for somebody who is not a member, 403 for a role above one's own, 409 for the
 * last owner.
 */
export async function removeMember(access: OrganizationAccess, userId: number): Promise<void> {
  if (userId !== access.userId) demand(access, "member:admin");
  const { organizationId, role: mine } = access;
  await db().$transaction(async (tx) => {
    await lockMembers(tx, organizationId);
    const id = { organizationId_userId: { organizationId, userId } };
    const membership = await tx.membership.findUnique({ where: id });
    if (!membership) throw new RequestError(404, "This person is not a member.");
    if (mine === null || !outranks(mine, membership.role))
      throw new RequestError(403, "You cannot remove somebody with a role above your own.");
    if (membership.role === "OWNER") await demandAnotherOwner(tx, organizationId, userId);
    await tx.membership.delete({ where: id });
    // Or a link that they kept would let them back in.
    await tx.invite.deleteMany({ where: { organizationId, createdById: userId } });
    await tx.teamMember.deleteMany({ where: { userId, team: { organizationId } } });
    await tx.issue.updateMany({
      where: { assigneeUserId: userId, project: { organizationId } },
      data: { assigneeUserId: null, assignedBy: null },
    });
  });
}
