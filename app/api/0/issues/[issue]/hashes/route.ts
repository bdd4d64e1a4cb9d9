import { endpoint } from "#lib/api/endpoint.ts";
import { answerHashesUnmerge, answerIssueHashes } from "#lib/api/issue-hashes.ts";
import { issueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: issueRoute(["event:read"], answerIssueHashes),
  DELETE: issueRoute(["event:write"], answerHashesUnmerge),
});
