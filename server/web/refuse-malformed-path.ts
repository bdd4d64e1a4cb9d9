import type { IncomingMessage, ServerResponse } from "node:http";

/** Whether the path's percent signs can be decoded. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Answers 400 in JSON for an API path that cannot be decoded: Next would answer a page, which no tool reads.
 * @returns true when the request is answered.
 */
export function refuseMalformedPath(request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  if (!path.startsWith("/api/") || isDecodable(path)) return false;
  response.writeHead(400, { "content-type": "application/json", "x-content-type-options": "nosniff" });
  response.end(JSON.stringify({ detail: "The path is not valid: a percent sign is not followed by UTF-8." }));
  return true;
}
