import { endpoint } from "#lib/api/endpoint.ts";
import { chosenProjects, organizationRoute } from "#lib/api/route.ts";
import { answerTags } from "#lib/api/tag-answers.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read", "event:read"], async (asked) =>
    answerTags(asked.url, await chosenProjects(asked)),
  ),
});
