import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import type { NewInvite } from "#lib/accounts/schema.ts";
import { outranks } from "#lib/accounts/scopes.ts";
import { hashToken, newInviteToken } from "#lib/accounts/secret-token.ts";

const LIFETIME_MS = 7 * 24 * 3_600_000;

/**
 * Makes a link that lets one person join within seven days. The token is returned once and never stored.
 * @throws RequestError 403 when the role is above the inviter's own.
 */
export async function createInvite(
  access: OrganizationAccess,
  input: NewInvite,
  now = Date.now(),
): Promise<{ id: number; token: string; expiresAt: Date }> {
  demand(access, "member:invite");
  if (access.role === null || !outranks(access.role, input.role))
    throw new RequestError(403, "You cannot give a role above your own.");
  const token = newInviteToken();
  const expiresAt = new Date(now + LIFETIME_MS);
  const invite = await db().invite.create({
    data: {
      organizationId: access.organizationId,
      email: input.email,
      role: input.role,
      tokenHash: hashToken(token),
      createdById: access.userId,
      expiresAt,
    },
  });
  return { id: invite.id, token, expiresAt };
}
