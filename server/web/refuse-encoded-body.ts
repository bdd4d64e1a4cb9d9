import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Answers 415 for a compressed body to a page: browsers send none, and nothing there unpacks it within bounds.
 * @returns true when the request is answered.
 */
export function refuseEncodedBody(request: IncomingMessage, response: ServerResponse): boolean {
  const encoding = request.headers["content-encoding"]?.trim().toLowerCase() ?? "";
  if (encoding === "" || encoding === "identity" || request.url?.startsWith("/api/")) return false;
  // What is still to come is not read.
  response.writeHead(415, {
    "content-type": "application/json",
    "x-content-type-options": "nosniff",
    connection: "close",
  });
  response.end(JSON.stringify({ detail: "The body must not be compressed." }));
  return true;
}
