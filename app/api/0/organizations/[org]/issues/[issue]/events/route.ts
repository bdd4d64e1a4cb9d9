import { answerIssueEvents } from "#lib/api/issue-answers.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { organizationIssueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationIssueRoute(["event:read"], answerIssueEvents),
});
