import { endpoint } from "#lib/api/endpoint.ts";
import { answerHashesUnmerge, answerIssueHashes } from "#lib/api/issue-hashes.ts";
import { organizationIssueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationIssueRoute(["event:read"], answerIssueHashes),
  DELETE: organizationIssueRoute(["event:write"], answerHashesUnmerge),
});
