import { findProjectAccess } from "#lib/accounts/access.ts";
import { addTeamProject } from "#lib/accounts/change-team-projects.ts";
import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { readBody } from "#lib/api/read-body.ts";
import { teamRoute } from "#lib/api/team-route.ts";
import { env } from "#lib/env.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { projectJson } from "#lib/projects/project-json.ts";
import { findProject, listProjects } from "#lib/projects/queries.ts";
import { NewProject } from "#lib/projects/schema.ts";

const Body = NewProject.extend({ platform: NewProject.shape.platform.default("other") });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: teamRoute(["project:read"], async ({ organization, team, url }) => {
    const theirs = new Set(team.projects.map(({ id }) => id));
    const projects = (await listProjects(organization)).filter(({ id }) => theirs.has(id));
    const page = pageOf(projects, url);
    return answer(page.items.map(projectJson), 200, pageLinks(url, page, env().baseUrl));
  }),
  POST: teamRoute(["project:write"], async ({ request, organization, team }) => {
    const created = await createProject(organization, await readBody(request, Body));
    await addTeamProject(organization, { teamId: team.id, projectId: created.id });
    const project = await findProjectAccess(organization, created.slug);
    if (!project) throw notFound();
    return answer(projectJson(await findProject(project)), 201);
  }),
});
