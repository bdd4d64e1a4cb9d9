import type { Team } from "#lib/accounts/list-teams.ts";

/** A team as the Web API writes it. */
export function teamJson(team: Team) {
  return {
    id: String(team.id),
    slug: team.slug,
    name: team.name,
    dateCreated: team.createdAt.toISOString(),
    isMember: team.isMember,
    teamRole: team.isMember ? "contributor" : null,
    memberCount: team.members,
    hasAccess: true,
    isPending: false,
    avatar: { avatarType: "letter_avatar", avatarUuid: null },
    projects: team.projects.map(({ id, slug, name, platform }) => ({
      id: String(id),
      slug,
      name,
      platform,
    })),
  };
}
