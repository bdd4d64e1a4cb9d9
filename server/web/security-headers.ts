import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "#lib/env.ts";
import { isProxy } from "#lib/ingest/client-ip.ts";

const HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
} as const;

/** The policy of one page view. In development, React evaluates code and the page listens to rebuilds. */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    // Charts, virtual lists and highlighted code position and colour with style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** A year; only where the public address has TLS, or browsers could not come back. */
const STRICT_TRANSPORT = "max-age=31536000";

/**
 * Next adds the peer's address to X-Forwarded-For only where there is none, so anybody could write the one
 * that attempts are counted by. What a peer says who can be no proxy of ours is replaced by where it is.
 */
function settleForwardedFor(request: IncomingMessage): void {
  const peer = request.socket.remoteAddress;
  if (peer !== undefined && !isProxy(peer)) request.headers["x-forwarded-for"] = peer;
}

/** Headers of everything that Next answers; a route may still replace one. */
export function secure(request: IncomingMessage, response: ServerResponse, dev: boolean): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), dev);
  // Next reads the nonce for its scripts from the request; a sender's own header must never get there.
  request.headers["content-security-policy"] = policy;
  delete request.headers["content-security-policy-report-only"];
  // Pages cannot see their own address; signing in leads back to it (lib/auth/current-user.ts).
  request.headers["x-debrief-path"] = request.url;
  response.setHeader("Content-Security-Policy", policy);
  if (env().baseUrl.startsWith("https:")) response.setHeader("Strict-Transport-Security", STRICT_TRANSPORT);
  settleForwardedFor(request);
}
