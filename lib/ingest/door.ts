// The production server's way in: ingest paths are served here, before any framework builds web streams.
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "#lib/env.ts";
import { acceptAttachments } from "#lib/ingest/accept-attachments.ts";
import { acceptCron } from "#lib/ingest/accept-cron.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { acceptErrorPage } from "#lib/ingest/accept-error-page.ts";
import { acceptLoader } from "#lib/ingest/accept-loader.ts";
import { acceptMinidump } from "#lib/ingest/accept-minidump.ts";
import { acceptNel } from "#lib/ingest/accept-nel.ts";
import { acceptOtlpLogs, acceptOtlpTraces } from "#lib/ingest/accept-otlp.ts";
import { acceptSdkBundle } from "#lib/ingest/accept-sdk-bundle.ts";
import { acceptSecurity } from "#lib/ingest/accept-security.ts";
import { acceptStore } from "#lib/ingest/accept-store.ts";
import { acceptTunnel } from "#lib/ingest/accept-tunnel.ts";
import { OVERLOADED } from "#lib/ingest/endpoint.ts";
import type { IngestHandler } from "#lib/ingest/http.ts";
import { enter, mustShed, takeTurn } from "#lib/ingest/overload.ts";
import { log } from "#lib/log.ts";

const DOORS: readonly { path: RegExp; handler: IngestHandler }[] = [
  { path: /^\/api\/\d+\/envelope\/?$/, handler: acceptEnvelope },
  { path: /^\/api\/tunnel\/?$/, handler: acceptTunnel },
  { path: /^\/api\/(?:\d+\/)?store\/?$/, handler: acceptStore },
  { path: /^\/api\/\d+\/(?:security|csp-report)\/?$/, handler: acceptSecurity },
  { path: /^\/api\/\d+\/nel\/?$/, handler: acceptNel },
  { path: /^\/api\/\d+\/minidump\/?$/, handler: acceptMinidump },
  { path: /^\/api\/\d+\/events\/[^/]+\/attachments\/?$/, handler: acceptAttachments },
  { path: /^\/api\/\d+\/cron\/[^/]+(?:\/[^/]+)?\/?$/, handler: acceptCron },
  { path: /^\/api\/\d+\/(?:integration\/)?otlp\/v1\/traces\/?$/, handler: acceptOtlpTraces },
  { path: /^\/api\/\d+\/(?:integration\/)?otlp\/v1\/logs\/?$/, handler: acceptOtlpLogs },
  { path: /^\/api\/embed\/error-page\/?$/, handler: acceptErrorPage },
  { path: /^\/js-sdk-loader\/[^/]+\.js$/, handler: acceptLoader },
  { path: /^\/sdk\/[^/]+\/bundle(?:\.[^/]+)?\.js$/, handler: acceptSdkBundle },
];

const LINGER_MS = 2_000;
const SMALL_BODY_BYTES = 256 * 1024;
const SMALL_BODY_MS = 10_000;

let publicPath = { baseUrl: "", prefix: "/" };

/** SDKs keep the path of BASE_URL in front of `/api`; a proxy may take it away, or leave it. */
function withoutPrefix(path: string): string {
  const { baseUrl } = env();
  if (publicPath.baseUrl !== baseUrl)
    publicPath = { baseUrl, prefix: `${new URL(baseUrl).pathname.replace(/\/+$/, "")}/` };
  const { prefix } = publicPath;
  return path.startsWith(prefix) ? path.slice(prefix.length - 1) : path;
}

/** @param path without the query. @returns null when the path is not an ingest endpoint. */
export function matchIngestDoor(path: string): IngestHandler | null {
  const inner = withoutPrefix(path);
  return DOORS.find((door) => door.path.test(inner))?.handler ?? null;
}

/** Reads on without keeping anything; cuts the sender off when there is still more after that time. */
function discardRest(incoming: IncomingMessage, ms: number): void {
  incoming.resume();
  const timer = setTimeout(() => incoming.destroy(), ms).unref();
  incoming.once("close", () => clearTimeout(timer));
}

/**
 * A refusal before the body's end: closing at once would reset the connection and the client would never
 * read why, so the rest is thrown away for a moment first.
 */
function hangUpSoon(incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.setHeader("connection", "close");
  discardRest(incoming, LINGER_MS);
}

/** Nothing is parsed; after a small body, the connection can be used again. */
function shed(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { status, headers, body } = OVERLOADED;
  const isSmall = Number(incoming.headers["content-length"] ?? Infinity) <= SMALL_BODY_BYTES;
  if (isSmall) discardRest(incoming, SMALL_BODY_MS);
  else hangUpSoon(incoming, outgoing);
  outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
}

/** Answers one request of a node:http server. Never rejects. */
export async function serveIngest(
  handler: IngestHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const [path = "", query = ""] = (incoming.url ?? "/").split("?", 2);
  incoming.on("error", (error) => log.debug("A sender hung up", { error: error.message }));
  if (incoming.method === "POST" && mustShed()) return shed(incoming, outgoing);
  const stay = enter();
  incoming.once("end", stay.arrived);
  outgoing.once("close", stay.leave);
  await takeTurn();
  if (outgoing.destroyed) return;
  const { status, headers, body } = await handler({
    method: incoming.method ?? "GET",
    path: withoutPrefix(path),
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
