import type { IngestHandler } from "#lib/ingest/http.ts";

const WITHOUT_BODY = new Set([204, 304]);

/** The same endpoint as a route handler, for servers that run without the door. The peer stays unknown. */
export function toRoute(handler: IngestHandler): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const { status, headers, body } = await handler({
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      header: (name) => request.headers.get(name),
      remoteAddress: null,
      body: request.body,
    });
    const bytes = typeof body === "string" ? body : new Uint8Array(body);
    return new Response(WITHOUT_BODY.has(status) ? null : bytes, { status, headers });
  };
}
