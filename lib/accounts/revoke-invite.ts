import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";

/** @throws RequestError 404 when the organization has no such invite (any more). */
export async function revokeInvite(access: OrganizationAccess, inviteId: number): Promise<void> {
  demand(access, "member:invite");
  const { count } = await db().invite.deleteMany({
    where: { id: inviteId, organizationId: access.organizationId },
  });
  if (count === 0) throw new RequestError(404, "This invite is used or revoked.");
}
