import type { OrganizationAccess } from "#lib/accounts/access.ts";
import type { Member } from "#lib/accounts/queries.ts";
import { db } from "#lib/db.ts";

/** The people of a team, by name; empty for a team of another organization. */
export async function listTeamMembers(access: OrganizationAccess, teamId: number): Promise<Member[]> {
  const { organizationId } = access;
  const memberships = await db().membership.findMany({
    where: { organizationId, user: { teams: { some: { teamId, team: { organizationId } } } } },
    include: { user: true },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
  });
  return memberships.map(({ user, role, createdAt }) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    role,
    joinedAt: createdAt,
  }));
}
