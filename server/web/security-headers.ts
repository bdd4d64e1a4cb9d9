import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

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
}
