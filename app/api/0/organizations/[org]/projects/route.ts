import { answer } from "#lib/api/answer.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { organizationRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";
import { projectJson } from "#lib/projects/project-json.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { listProjects } from "#lib/projects/queries.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read", "project:read"], async ({ organization, url }) => {
    const query = (url.searchParams.get("query") ?? "").toLowerCase();
    const projects = await listProjects(organization);
    const wanted = projects.filter(
      ({ slug, name }) => slug.includes(query) || name.toLowerCase().includes(query),
    );
    const page = pageOf(wanted, url);
    return answer(page.items.map(projectJson), 200, pageLinks(url, page, env().baseUrl));
  }),
});
