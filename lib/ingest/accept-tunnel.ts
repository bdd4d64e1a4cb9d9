// For sites whose visitors block requests to monitoring hosts: the application's own path forwards here, or is
// this path. The request names no key then; the dsn in the envelope's header decides, whatever host it tells.
import { receiveEnvelope } from "#lib/ingest/accept-envelope.ts";
import { ingestEndpoint } from "#lib/ingest/endpoint.ts";

/** Serves `POST /api/tunnel/`. */
export const acceptTunnel = ingestEndpoint({
  POST: (request) => receiveEnvelope(request, { project: null, credentials: null }),
});
