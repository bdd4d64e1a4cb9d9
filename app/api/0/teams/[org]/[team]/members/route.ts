import { listTeamMembers } from "#lib/accounts/list-team-members.ts";
import { memberJson } from "#lib/accounts/member-json.ts";
import { answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { teamRoute } from "#lib/api/team-route.ts";
import { env } from "#lib/env.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: teamRoute(["team:read", "member:read"], async ({ organization, team, url }) => {
    const page = pageOf(await listTeamMembers(organization, team.id), url);
    const members = page.items.map((member) => ({
      ...memberJson(member),
      teamRole: "contributor",
      teamSlug: team.slug,
    }));
    return answer(members, 200, pageLinks(url, page, env().baseUrl));
  }),
});
