import { listTeams } from "#lib/accounts/list-teams.ts";
import { teamJson } from "#lib/accounts/team-json.ts";
import { answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { organizationRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["team:read", "org:read"], async ({ organization, url }) => {
    const page = pageOf(await listTeams(organization), url);
    return answer(page.items.map(teamJson), 200, pageLinks(url, page, env().baseUrl));
  }),
});
