import { createTeam } from "#lib/accounts/create-team.ts";
import { findTeam, listTeams } from "#lib/accounts/list-teams.ts";
import { teamJson } from "#lib/accounts/team-json.ts";
import { NewTeam } from "#lib/accounts/team-schema.ts";
import { answer, FieldErrors, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { readBody } from "#lib/api/read-body.ts";
import { organizationRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";

// Old tools send only a slug, new ones only a name.
const Body = NewTeam.partial();

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["team:read", "org:read"], async ({ organization, url }) => {
    const page = pageOf(await listTeams(organization), url);
    return answer(page.items.map(teamJson), 200, pageLinks(url, page, env().baseUrl));
  }),
  POST: organizationRoute(["team:write"], async ({ request, organization }) => {
    const { name, slug } = await readBody(request, Body);
    const known = name ?? slug;
    if (known === undefined) throw new FieldErrors({ detail: ["Name or slug is required"] });
    const created = await createTeam(organization, { name: known, slug });
    const team = await findTeam(organization, created.slug);
    if (!team) throw notFound();
    return answer(teamJson(team), 201);
  }),
});
