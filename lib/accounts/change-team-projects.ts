// Which teams have a project. Ownership rules may name those only.
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";

type Pair = { teamId: number; projectId: number };

async function demandBoth(access: OrganizationAccess, { teamId, projectId }: Pair): Promise<void> {
  demand(access, "project:write");
  const { organizationId } = access;
  const [teams, projects] = await Promise.all([
    db().team.count({ where: { id: teamId, organizationId } }),
    db().project.count({ where: { id: projectId, organizationId } }),
  ]);
  if (teams === 0) throw new RequestError(404, "There is no such team.");
  if (projects === 0) throw new RequestError(404, "There is no such project.");
}

/** Gives a team a project; nothing changes when it has it. @throws RequestError 403, 404 */
export async function addTeamProject(access: OrganizationAccess, pair: Pair): Promise<void> {
  await demandBoth(access, pair);
  await db().projectTeam.createMany({ data: [pair], skipDuplicates: true });
}

/** Takes a project from a team. Issues stay with whom they were assigned to. @throws RequestError 403, 404 */
export async function removeTeamProject(access: OrganizationAccess, pair: Pair): Promise<void> {
  await demandBoth(access, pair);
  await db().projectTeam.deleteMany({ where: pair });
}
