import { organizationJson } from "#lib/accounts/organization-json.ts";
import { listTokenOrganizations } from "#lib/accounts/queries.ts";
import { answer } from "#lib/api/answer.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { tokenRoute } from "#lib/api/route.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { env } from "#lib/env.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: tokenRoute(["org:read"], async ({ token, url }) => {
    const { baseUrl } = env();
    const page = pageOf(await listTokenOrganizations(token), url);
    return answer(
      page.items.map((organization) => organizationJson(organization, baseUrl)),
      200,
      pageLinks(url, page, baseUrl),
    );
  }),
});
