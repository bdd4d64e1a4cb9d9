import { answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { readEventFilters } from "#lib/api/event-filters.ts";
import { pageLinks } from "#lib/api/paging.ts";
import { chosenProjects, organizationRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";
import { RequestError } from "#lib/errors.ts";
import { listReplays } from "#lib/replays/queries.ts";
import { replayJson } from "#lib/replays/replay-json.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read", "project:read"], async (request) => {
    const { url } = request;
    if (url.searchParams.get("query")?.trim())
      throw new RequestError(400, "query is not supported here yet.");
    const { items, next } = await listReplays(await chosenProjects(request), readEventFilters(url));
    return answer(
      { data: items.map(replayJson) },
      200,
      pageLinks(url, { previous: null, next }, env().baseUrl),
    );
  }),
});
