import { memberJson } from "#lib/accounts/member-json.ts";
import { listMembers } from "#lib/accounts/queries.ts";
import { answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { organizationRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["member:read"], async ({ organization, url }) => {
    const page = pageOf(await listMembers(organization), url);
    return answer(page.items.map(memberJson), 200, pageLinks(url, page, env().baseUrl));
  }),
});
