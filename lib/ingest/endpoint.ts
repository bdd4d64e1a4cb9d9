// What all ingest endpoints share: CORS on every answer, the preflight, and errors in the protocol's form.
import { RequestError } from "#lib/errors.ts";
import { noteRefusal, refuseAbuser } from "#lib/ingest/abuse-limit.ts";
import { releaseBytes } from "#lib/ingest/held-bytes.ts";
import type { IngestHandler, IngestRequest, IngestResponse } from "#lib/ingest/http.ts";
import { log } from "#lib/log.ts";
import { assertJournalHasRoom } from "#lib/queue/journal-bound.ts";

const READABLE_BY_BROWSERS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-sentry-error, x-sentry-rate-limits, retry-after",
  "cross-origin-resource-policy": "cross-origin",
  "x-content-type-options": "nosniff",
};

const ALLOWED_HEADERS = [
  "x-sentry-auth, x-requested-with, x-forwarded-for, origin, referer, accept, content-type",
  "authentication, authorization, content-encoding, transfer-encoding, sentry-trace, baggage, traceparent",
].join(", ");

function preflight(methods: string): IngestResponse {
  const headers = {
    ...READABLE_BY_BROWSERS,
    "access-control-allow-methods": methods,
    "access-control-allow-headers": ALLOWED_HEADERS,
    "access-control-max-age": "3600",
  };
  return { status: 200, headers, body: "" };
}

function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): IngestResponse {
  return {
    status,
    headers: { ...READABLE_BY_BROWSERS, "content-type": "application/json", ...headers },
    body: JSON.stringify(value),
  };
}

function refusal(error: unknown, request: IngestRequest): IngestResponse {
  if (error instanceof RequestError) {
    const body = { detail: error.message, causes: error.causes };
    return json(error.status, body, { "x-sentry-error": error.message, ...error.headers });
  }
  log.error("An ingest endpoint failed", { path: request.path, error });
  return json(500, { detail: "internal error", causes: [] });
}

/** The answer to what is not looked at because too much comes at once. */
export const OVERLOADED: IngestResponse = json(
  503,
  { detail: "temporarily unavailable", causes: ["too many requests at once"] },
  { "retry-after": "5", "x-sentry-error": "temporarily unavailable" },
);

/** What a story comes to. An object is answered as JSON; text and bytes want a content-type among the headers. */
export type Reply = {
  status?: number;
  headers?: Readonly<Record<string, string>>;
  body: object | string | Uint8Array;
};

/** Throws what it refuses; a RequestError becomes its status. */
type Accept = (request: IngestRequest) => Promise<Reply>;

function answer({ status = 200, headers = {}, body }: Reply): IngestResponse {
  if (typeof body === "string" || body instanceof Uint8Array)
    return { status, headers: { ...READABLE_BY_BROWSERS, ...headers }, body };
  return json(status, body, headers);
}

/** Wraps the stories of one endpoint, one a method; OPTIONS is served for all. */
export function ingestEndpoint(stories: Partial<Record<"GET" | "POST", Accept>>): IngestHandler {
  const methods = [...Object.keys(stories), "OPTIONS"].join(", ");
  return async (request) => {
    if (request.method === "OPTIONS") return preflight(methods);
    try {
      const isRead = request.method === "GET" || request.method === "HEAD";
      const story = isRead ? stories.GET : request.method === "POST" ? stories.POST : undefined;
      if (!story) throw new RequestError(405, "method not allowed", { headers: { allow: methods } });
      refuseAbuser(request);
      if (!isRead) assertJournalHasRoom();
      return answer(await story(request));
    } catch (error) {
      const response = refusal(error, request);
      noteRefusal(request, response.status);
      return response;
    } finally {
      releaseBytes(request);
    }
  };
}
