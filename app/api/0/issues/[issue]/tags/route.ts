import { endpoint } from "#lib/api/endpoint.ts";
import { issueRoute } from "#lib/api/issue-route.ts";
import { answerIssueTags } from "#lib/api/tag-answers.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: issueRoute(["event:read"], answerIssueTags),
});
