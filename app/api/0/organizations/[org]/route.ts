import { organizationJson } from "#lib/accounts/organization-json.ts";
import { findOrganization } from "#lib/accounts/queries.ts";
import { answer } from "#lib/api/answer.ts";
import { organizationRoute } from "#lib/api/route.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { env } from "#lib/env.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read", "org:ci"], async ({ organization }) =>
    answer(organizationJson(await findOrganization(organization), env().baseUrl, organization.scopes)),
  ),
});
