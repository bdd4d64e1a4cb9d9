import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { addTeamMember, removeTeamMember } from "#lib/accounts/change-team-members.ts";
import { findTeam } from "#lib/accounts/list-teams.ts";
import { listTeamMembers } from "#lib/accounts/list-team-members.ts";
import { teamJson } from "#lib/accounts/team-json.ts";
import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { teamRoute } from "#lib/api/team-route.ts";

/** A member by number, or `me`. */
function memberOf(organization: OrganizationAccess, member = ""): number {
  const id = member === "me" ? organization.userId : Number(member);
  if (id === null || !/^(?:me|\d{1,9})$/.test(member)) throw notFound();
  return id;
}

async function current(organization: OrganizationAccess, teamId: number) {
  const team = await findTeam(organization, String(teamId));
  if (!team) throw notFound();
  return teamJson(team);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: teamRoute(["team:read", "member:read"], async ({ organization, team, params }) => {
    const userId = memberOf(organization, params["member"]);
    const members = await listTeamMembers(organization, team.id);
    if (!members.some((member) => member.userId === userId)) throw notFound();
    return answer({ isActive: true, teamRole: "contributor" });
  }),
  POST: teamRoute(["team:write"], async ({ organization, team, params }) => {
    await addTeamMember(organization, team.id, memberOf(organization, params["member"]));
    return answer(await current(organization, team.id), 201);
  }),
  DELETE: teamRoute(["team:write"], async ({ organization, team, params }) => {
    await removeTeamMember(organization, team.id, memberOf(organization, params["member"]));
    return answer(await current(organization, team.id));
  }),
});
