import { answerIssueDeletion } from "#lib/api/delete-issues.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { answerIssue, answerIssueChange } from "#lib/api/issue-answers.ts";
import { issueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: issueRoute(["event:read"], answerIssue),
  PUT: issueRoute(["event:write"], answerIssueChange),
  DELETE: issueRoute(["event:admin"], answerIssueDeletion),
});
