import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";

const gone = () => new RequestError(404, "This token is revoked already.");

/** @throws RequestError 404 when the user has no such token. */
export async function revokeUserToken(userId: number, tokenId: number): Promise<void> {
  const { count } = await db().apiToken.deleteMany({ where: { id: tokenId, userId } });
  if (count === 0) throw gone();
}

/** @throws RequestError 404 when the organization has no such token. */
export async function revokeOrganizationToken(access: OrganizationAccess, tokenId: number): Promise<void> {
  demand(access, "org:write");
  const { count } = await db().apiToken.deleteMany({
    where: { id: tokenId, organizationId: access.organizationId },
  });
  if (count === 0) throw gone();
}
