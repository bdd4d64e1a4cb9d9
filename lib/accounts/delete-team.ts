import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";

/**
 * Deletes a team. Its issues belong to nobody then, and rules may assign them again.
 * @throws RequestError 403, 404 when the organization has no such team.
 */
export async function deleteTeam(access: OrganizationAccess, teamId: number): Promise<void> {
  demand(access, "team:admin");
  const { organizationId } = access;
  await db().$transaction(async (tx) => {
    await tx.issue.updateMany({
      where: { assigneeTeamId: teamId, project: { organizationId } },
      data: { assigneeTeamId: null, assignedBy: null },
    });
    const { count } = await tx.team.deleteMany({ where: { id: teamId, organizationId } });
    if (count === 0) throw new RequestError(404, "There is no such team.");
  });
}
