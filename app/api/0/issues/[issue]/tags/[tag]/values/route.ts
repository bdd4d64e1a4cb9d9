import { endpoint } from "#lib/api/endpoint.ts";
import { issueRoute } from "#lib/api/issue-route.ts";
import { answerTagValues } from "#lib/api/tag-answers.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: issueRoute(["event:read"], (request) => answerTagValues(request, request.params["tag"] ?? "")),
});
