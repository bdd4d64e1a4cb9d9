// Who is in a team. Owners and admins decide; everybody else may join and leave by themselves.
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";

async function demandTeam(access: OrganizationAccess, teamId: number): Promise<void> {
  const { organizationId } = access;
  const team = await db().team.findFirst({ where: { id: teamId, organizationId }, select: { id: true } });
  if (!team) throw new RequestError(404, "There is no such team.");
}

function demandChange(access: OrganizationAccess, userId: number): void {
  demand(access, userId === access.userId ? "team:read" : "team:write");
}

/**
 * Adds a member of the organization to a team; nothing changes for somebody who is in it.
 * @throws RequestError 403, 404 for another organization's team or somebody who is not a member.
 */
export async function addTeamMember(
  access: OrganizationAccess,
  teamId: number,
  userId: number,
): Promise<void> {
  demandChange(access, userId);
  await demandTeam(access, teamId);
  await db().$transaction(async (tx) => {
    // Held, so that somebody who is removed meanwhile leaves the team too.
    const held = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM membership WHERE organization_id = ${access.organizationId} AND user_id = ${userId} FOR SHARE`;
    if (held.length === 0) throw new RequestError(404, "This person is not a member.");
    await tx.teamMember.createMany({ data: [{ teamId, userId }], skipDuplicates: true });
  });
}

/** Takes somebody out of a team. @throws RequestError 403, 404 for another organization's team. */
export async function removeTeamMember(
  access: OrganizationAccess,
  teamId: number,
  userId: number,
): Promise<void> {
  demandChange(access, userId);
  await demandTeam(access, teamId);
  await db().teamMember.deleteMany({ where: { teamId, userId } });
}
