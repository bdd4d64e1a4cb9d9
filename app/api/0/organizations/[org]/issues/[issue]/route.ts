import { answerIssueDeletion } from "#lib/api/delete-issues.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { answerIssue, answerIssueChange } from "#lib/api/issue-answers.ts";
import { organizationIssueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationIssueRoute(["event:read"], answerIssue),
  PUT: organizationIssueRoute(["event:write"], answerIssueChange),
  DELETE: organizationIssueRoute(["event:admin"], answerIssueDeletion),
});
