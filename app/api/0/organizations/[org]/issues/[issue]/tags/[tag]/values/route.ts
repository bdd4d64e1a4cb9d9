import { endpoint } from "#lib/api/endpoint.ts";
import { organizationIssueRoute } from "#lib/api/issue-route.ts";
import { answerTagValues } from "#lib/api/tag-answers.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationIssueRoute(["event:read"], (request) =>
    answerTagValues(request, request.params["tag"] ?? ""),
  ),
});
