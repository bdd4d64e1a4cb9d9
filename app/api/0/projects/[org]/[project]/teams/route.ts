import { listTeamsOfProject } from "#lib/accounts/list-teams.ts";
import { teamJson } from "#lib/accounts/team-json.ts";
import { answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { projectRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ organization, project, url }) => {
    const page = pageOf(await listTeamsOfProject(organization, project.projectId), url);
    return answer(page.items.map(teamJson), 200, pageLinks(url, page, env().baseUrl));
  }),
});
