import { answerSessions } from "#lib/api/answer-sessions.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { chosenProjects, organizationRoute } from "#lib/api/route.ts";
import { readSessionRequest } from "#lib/api/session-request.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read"], async (asked) =>
    answerSessions(readSessionRequest(asked.url, await chosenProjects(asked))),
  ),
});
