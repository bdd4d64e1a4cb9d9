import { endpoint } from "#lib/api/endpoint.ts";
import { answerNoteChange, answerNoteDelete, answerOneNote } from "#lib/api/issue-notes.ts";
import { issueRoute } from "#lib/api/issue-route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: issueRoute(["event:read"], answerOneNote),
  PUT: issueRoute(["event:write"], answerNoteChange),
  DELETE: issueRoute(["event:write"], answerNoteDelete),
});
