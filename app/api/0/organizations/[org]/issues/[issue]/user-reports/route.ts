import { endpoint } from "#lib/api/endpoint.ts";
import { answerUserReports } from "#lib/api/issue-notes.ts";
import { organizationIssueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationIssueRoute(["event:read"], answerUserReports),
});
