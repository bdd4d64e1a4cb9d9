import { answerIssuesChange } from "#lib/api/change-issues.ts";
import { answerIssuesDeletion } from "#lib/api/delete-issues.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { answerIssueList } from "#lib/api/list-issues.ts";
import { chosenProjects, organizationRoute } from "#lib/api/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["event:read"], async (asked) =>
    answerIssueList(asked, await chosenProjects(asked)),
  ),
  PUT: organizationRoute(["event:write"], async (asked) =>
    answerIssuesChange(asked, await chosenProjects(asked)),
  ),
  DELETE: organizationRoute(["event:admin"], async (asked) =>
    answerIssuesDeletion(asked, await chosenProjects(asked)),
  ),
});
