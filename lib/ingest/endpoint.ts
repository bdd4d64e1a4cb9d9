// What all ingest endpoints share: CORS on every answer, the preflight, and errors in the protocol's form.
import { RequestError } from "#lib/errors.ts";
import type { IngestHandler, IngestRequest, IngestResponse } from "#lib/ingest/http.ts";
import { log } from "#lib/log.ts";

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

/**
 * Wraps the story of one endpoint.
 * @param method the only one it serves, besides OPTIONS.
 * @param accept resolves to the body of the 200, or throws; a RequestError becomes its status.
 */
export function ingestEndpoint(
  method: string,
  accept: (request: IngestRequest) => Promise<object>,
): IngestHandler {
  const methods = `${method}, OPTIONS`;
  return async (request) => {
    if (request.method === "OPTIONS") return preflight(methods);
    try {
      if (request.method !== method)
        throw new RequestError(405, "method not allowed", { headers: { allow: methods } });
      return json(200, await accept(request));
    } catch (error) {
      return refusal(error, request);
    }
  };
}
