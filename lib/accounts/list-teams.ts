import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import type { Prisma } from "#prisma/client.ts";

export type TeamProject = { id: number; slug: string; name: string; platform: string };

export type Team = {
  id: number;
  slug: string;
  name: string;
  createdAt: Date;
  members: number;
  /** By name. */
  projects: TeamProject[];
  /** Whether the access's own user is in it. */
  isMember: boolean;
};

/** The teams that `where` finds among the organization's, by name. */
async function readTeams(access: OrganizationAccess, where: Prisma.TeamWhereInput): Promise<Team[]> {
  const teams = await db().team.findMany({
    where: { AND: [where, { organizationId: access.organizationId }] },
    include: {
      _count: { select: { members: true } },
      members: { where: { userId: access.userId ?? -1 }, select: { userId: true } },
      projects: {
        select: { project: { select: { id: true, slug: true, name: true, platform: true } } },
        orderBy: [{ project: { name: "asc" } }, { projectId: "asc" }],
      },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return teams.map(({ id, slug, name, createdAt, _count, members, projects }) => ({
    id,
    slug,
    name,
    createdAt,
    members: _count.members,
    projects: projects.map(({ project }) => project),
    isMember: members.length > 0,
  }));
}

/** The organization's teams, by name. */
export const listTeams = (access: OrganizationAccess): Promise<Team[]> => readTeams(access, {});

/** The teams that a project of the organization was given to, by name. */
export const listTeamsOfProject = (access: OrganizationAccess, projectId: number): Promise<Team[]> =>
  readTeams(access, { projects: { some: { projectId } } });

/** One team, by slug or id; null when the organization has none such. */
export async function findTeam(access: OrganizationAccess, slugOrId: string): Promise<Team | null> {
  // A slug never consists of digits only.
  const where = /^\d{1,9}$/.test(slugOrId) ? { id: Number(slugOrId) } : { slug: slugOrId };
  const [team] = await readTeams(access, where);
  return team ?? null;
}
