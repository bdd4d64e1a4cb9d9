import { deleteTeam } from "#lib/accounts/delete-team.ts";
import { findTeam } from "#lib/accounts/list-teams.ts";
import { teamJson } from "#lib/accounts/team-json.ts";
import { TeamChange } from "#lib/accounts/team-schema.ts";
import { updateTeam } from "#lib/accounts/update-team.ts";
import { answer, answerEmpty } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { readBody } from "#lib/api/read-body.ts";
import { teamRoute } from "#lib/api/team-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: teamRoute(["team:read", "org:read"], async ({ team }) => answer(teamJson(team))),
  PUT: teamRoute(["team:write"], async ({ request, organization, team }) => {
    await updateTeam(organization, team.id, await readBody(request, TeamChange));
    return answer(teamJson((await findTeam(organization, String(team.id))) ?? team));
  }),
  DELETE: teamRoute(["team:admin"], async ({ organization, team }) => {
    await deleteTeam(organization, team.id);
    return answerEmpty();
  }),
});
