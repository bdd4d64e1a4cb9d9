import { endpoint } from "#lib/api/endpoint.ts";
import { answerNewNote, answerNotes } from "#lib/api/issue-notes.ts";
import { organizationIssueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationIssueRoute(["event:read"], answerNotes),
  POST: organizationIssueRoute(["event:write"], answerNewNote),
});
