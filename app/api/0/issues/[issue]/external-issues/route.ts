import { endpoint } from "#lib/api/endpoint.ts";
import { answerExternalIssues } from "#lib/api/external-issues.ts";
import { issueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: issueRoute(["event:read"], answerExternalIssues),
});
