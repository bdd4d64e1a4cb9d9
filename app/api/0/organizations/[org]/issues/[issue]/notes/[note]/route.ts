import { endpoint } from "#lib/api/endpoint.ts";
import { answerNoteChange, answerNoteDelete, answerOneNote } from "#lib/api/issue-notes.ts";
import { organizationIssueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationIssueRoute(["event:read"], answerOneNote),
  PUT: organizationIssueRoute(["event:write"], answerNoteChange),
  DELETE: organizationIssueRoute(["event:write"], answerNoteDelete),
});
