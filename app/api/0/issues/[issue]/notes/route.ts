import { endpoint } from "#lib/api/endpoint.ts";
import { answerNewNote, answerNotes } from "#lib/api/issue-notes.ts";
import { issueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: issueRoute(["event:read"], answerNotes),
  POST: issueRoute(["event:write"], answerNewNote),
});
