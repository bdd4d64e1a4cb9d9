import { findOrganizationAccessOfToken, may, type TokenAccess } from "#lib/accounts/access.ts";
import { organizationJson } from "#lib/accounts/organization-json.ts";
import { listTokenOrganizations } from "#lib/accounts/queries.ts";
import { answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { tokenRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";
import { projectJson } from "#lib/projects/project-json.ts";
import { listProjects } from "#lib/projects/queries.ts";

async function projectsOfToken(token: TokenAccess, baseUrl: string) {
  const found = [];
  for (const organization of await listTokenOrganizations(token)) {
    const access = await findOrganizationAccessOfToken(token, String(organization.id));
    if (!access || !may(access, "project:read")) continue;
    for (const project of await listProjects(access))
      found.push({ ...projectJson(project), organization: organizationJson(organization, baseUrl) });
  }
  return found;
}

/** The projects of every organization that the token reaches. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: tokenRoute(["project:read"], async ({ token, url }) => {
    const { baseUrl } = env();
    const page = pageOf(await projectsOfToken(token, baseUrl), url);
    return answer(page.items, 200, pageLinks(url, page, baseUrl));
  }),
});
