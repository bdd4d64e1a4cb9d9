import type { IncomingMessage, ServerResponse } from "node:http";

const PATIENCE_MS = 60_000;

/**
 * Cuts a sender off whose body has not arrived after a minute: forms and API calls are small. How long the
 * answer takes does not count. Doors for larger bodies bound the silence between bytes themselves.
 */
export function limitUpload(
  request: IncomingMessage,
  response: ServerResponse,
  patienceMs = PATIENCE_MS,
): void {
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, patienceMs);
  response.once("close", () => clearTimeout(timer));
}
