import { endpoint, type Handler } from "#lib/api/endpoint.ts";
import { answerFeedback } from "#lib/api/list-feedback.ts";
import { projectRoute } from "#lib/api/route.ts";
import { RequestError } from "#lib/errors.ts";
import { acceptUserFeedback } from "#lib/ingest/accept-user-feedback.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

const send = toRoute(acceptUserFeedback);
const refuseToken = projectRoute(["project:read"], () => {
  throw new RequestError(403, "Reports are sent with the project's DSN: Authorization: DSN …");
});

const post: Handler = (request, context) =>
  /^\s*dsn\s/i.test(request.headers.get("authorization") ?? "")
    ? send(request)
    : refuseToken(request, context);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], ({ url, project }) => answerFeedback(url, [project])),
  POST: post,
});
