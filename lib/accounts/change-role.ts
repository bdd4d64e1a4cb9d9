import type { Prisma } from "#prisma/client.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { demandAnotherOwner, lockMembers } from "#lib/accounts/last-owner.ts";
import type { RoleChange } from "#lib/accounts/schema.ts";
import { outranks, Role, scopesOfRole } from "#lib/accounts/scopes.ts";

/** Links that somebody made with a role above their new one would give it back to them. */
async function revokeUncoveredInvites(
  tx: Prisma.TransactionClient,
  organizationId: number,
  { userId, role }: RoleChange,
): Promise<void> {
  const mayInvite = scopesOfRole(role).includes("member:invite");
  const above = Role.options.filter((offered) => !mayInvite || !outranks(role, offered));
  await tx.invite.deleteMany({ where: { organizationId, createdById: userId, role: { in: above } } });
}

/**
 * @throws RequestError 404 for somebody who is not a member, 403 for a role above one's own, 409 for the
 * last owner.
 */
export async function changeRole(access: OrganizationAccess, input: RoleChange): Promise<void> {
  demand(access, "member:write");
  const { organizationId, role: mine } = access;
  await db().$transaction(async (tx) => {
    await lockMembers(tx, organizationId);
    const id = { organizationId_userId: { organizationId, userId: input.userId } };
    const membership = await tx.membership.findUnique({ where: id });
    if (!membership) throw new RequestError(404, "This person is not a member.");
    if (mine === null || !outranks(mine, membership.role) || !outranks(mine, input.role))
      throw new RequestError(403, "You cannot give or take a role above your own.");
    if (membership.role === "OWNER" && input.role !== "OWNER")
      await demandAnotherOwner(tx, organizationId, input.userId);
    await tx.membership.update({ where: id, data: { role: input.role } });
    await revokeUncoveredInvites(tx, organizationId, input);
  });
}
