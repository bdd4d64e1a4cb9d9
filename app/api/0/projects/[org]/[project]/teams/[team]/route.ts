import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { addTeamProject, removeTeamProject } from "#lib/accounts/change-team-projects.ts";
import { findTeam, type Team } from "#lib/accounts/list-teams.ts";
import { teamJson } from "#lib/accounts/team-json.ts";
import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { projectRoute } from "#lib/api/route.ts";
import { projectJson } from "#lib/projects/project-json.ts";
import { findProject } from "#lib/projects/queries.ts";

async function find(organization: OrganizationAccess, name = ""): Promise<Team> {
  const team = await findTeam(organization, name);
  if (!team) throw notFound();
  return team;
}

async function current(organization: OrganizationAccess, project: ProjectAccess, team: Team) {
  const { projects } = await find(organization, String(team.id));
  const has = projects.some(({ id }) => id === project.projectId);
  return { ...projectJson(await findProject(project)), teams: has ? [teamJson(team)] : [] };
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ organization, project, params }) => {
    const team = await find(organization, params["team"]);
    if (!team.projects.some(({ id }) => id === project.projectId)) throw notFound();
    return answer(teamJson(team));
  }),
  POST: projectRoute(["project:write"], async ({ organization, project, params }) => {
    const team = await find(organization, params["team"]);
    await addTeamProject(organization, { teamId: team.id, projectId: project.projectId });
    return answer(await current(organization, project, team), 201);
  }),
  DELETE: projectRoute(["project:write"], async ({ organization, project, params }) => {
    const team = await find(organization, params["team"]);
    await removeTeamProject(organization, { teamId: team.id, projectId: project.projectId });
    return answer(await current(organization, project, team));
  }),
});
