import { answer } from "#lib/api/answer.ts";
import { listIssuesForApi } from "#lib/api/list-issues.ts";
import { chosenProjects, organizationRoute } from "#lib/api/route.ts";

export const GET = organizationRoute(["event:read"], async (request) => {
  const { body, headers } = await listIssuesForApi(request, await chosenProjects(request));
  return answer(body, 200, headers);
});
