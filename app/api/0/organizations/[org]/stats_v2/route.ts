import { answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { chosenProjects, organizationRoute } from "#lib/api/route.ts";
import { readStats } from "#lib/api/stats.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read"], async (asked) =>
    answer(await readStats(asked.url, await chosenProjects(asked))),
  ),
});
