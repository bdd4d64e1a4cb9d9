import { answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { findEventWithIssue, foundEventJson } from "#lib/api/issue-answers.ts";
import { projectRoute } from "#lib/api/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ organization, project, params }) => {
    const { found, issue } = await findEventWithIssue(organization, params["event"] ?? "", project.projectId);
    return answer(foundEventJson(found, issue));
  }),
});
