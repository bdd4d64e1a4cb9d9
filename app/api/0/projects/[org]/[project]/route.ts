import { organizationJson } from "#lib/accounts/organization-json.ts";
import { findOrganization } from "#lib/accounts/queries.ts";
import { answer } from "#lib/api/answer.ts";
import { projectRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";
import { projectJson } from "#lib/projects/project-json.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ organization, project }) =>
    answer({
      ...projectJson(await findProject(project)),
      organization: organizationJson(await findOrganization(organization), env().baseUrl),
    }),
  ),
});
