import { answer } from "#lib/api/answer.ts";
import { listIssuesForApi } from "#lib/api/list-issues.ts";
import { projectRoute } from "#lib/api/route.ts";

export const GET = projectRoute(["event:read"], async (request) => {
  const { body, headers } = await listIssuesForApi(request, [request.project]);
  return answer(body, 200, headers);
});
