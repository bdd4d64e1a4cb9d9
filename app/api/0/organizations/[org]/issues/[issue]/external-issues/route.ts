import { endpoint } from "#lib/api/endpoint.ts";
import { answerExternalIssues } from "#lib/api/external-issues.ts";
import { organizationIssueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationIssueRoute(["event:read"], answerExternalIssues),
});
