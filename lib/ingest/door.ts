// The production server's way in: ingest paths are served here, before any framework builds web streams.
import type { IncomingMessage, ServerResponse } from "node:http";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import type { IngestHandler } from "#lib/ingest/http.ts";
import { log } from "#lib/log.ts";

const DOORS: readonly { path: RegExp; handler: IngestHandler }[] = [
  { path: /^\/api\/\d+\/envelope\/?$/, handler: acceptEnvelope },
];

const LINGER_MS = 2_000;

/** @param path without the query. @returns null when the path is not an ingest endpoint. */
export function matchIngestDoor(path: string): IngestHandler | null {
  return DOORS.find((door) => door.path.test(path))?.handler ?? null;
}

/**
 * A refusal before the body's end: closing at once would reset the connection and the client would never
 * read why, so the rest is thrown away for a moment first.
 */
function hangUpSoon(incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.setHeader("connection", "close");
  incoming.resume();
  const timer = setTimeout(() => incoming.destroy(), LINGER_MS);
  incoming.once("close", () => clearTimeout(timer));
}

/** Answers one request of a node:http server. Never rejects. */
export async function serveIngest(
  handler: IngestHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const [path = "", query = ""] = (incoming.url ?? "/").split("?", 2);
  incoming.on("error", (error) => log.debug("A sender hung up", { error: error.message }));
  const { status, headers, body } = await handler({
    method: incoming.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    header: (name) => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value.join(", ") : (value ?? null);
    },
    remoteAddress: incoming.socket.remoteAddress ?? null,
    // Leaving the loop early must not destroy the socket that the answer goes out on.
    body: incoming.iterator({ destroyOnReturn: false }),
  });
  if (outgoing.destroyed) return;
  if (!incoming.complete) hangUpSoon(incoming, outgoing);
  outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
}
