import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";

export type Team = {
  id: number;
  slug: string;
  name: string;
  createdAt: Date;
  members: number;
  /** Whether the access's own user is in it. */
  isMember: boolean;
};

/** The organization's teams, by name. */
export async function listTeams(access: OrganizationAccess): Promise<Team[]> {
  const teams = await db().team.findMany({
    where: { organizationId: access.organizationId },
    include: {
      _count: { select: { members: true } },
      members: { where: { userId: access.userId ?? -1 }, select: { userId: true } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return teams.map(({ id, slug, name, createdAt, _count, members }) => ({
    id,
    slug,
    name,
    createdAt,
    members: _count.members,
    isMember: members.length > 0,
  }));
}
