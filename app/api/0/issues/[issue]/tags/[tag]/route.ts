import { endpoint } from "#lib/api/endpoint.ts";
import { issueRoute } from "#lib/api/issue-route.ts";
import { answerIssueTag } from "#lib/api/tag-answers.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: issueRoute(["event:read"], (request) => answerIssueTag(request, request.params["tag"] ?? "")),
});
