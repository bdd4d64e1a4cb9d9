// The body of a webhook, while nobody knows who sent it: bounded in size, in time, and with all others together in
// memory. Whoever is slow or sends much keeps nobody else from speaking.
import { RequestError } from "#lib/errors.ts";

// GitHub sends up to 25 MB, for pushes; what concerns one ticket is far smaller.
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_MS = 10_000;
const MAX_HELD = 64 * 1024 * 1024;
const MAX_HELD_BY_SENDER = 16 * 1024 * 1024;

const heldBy = new Map<string, number>();
let held = 0;

function hold(sender: string, bytes: number): void {
  held += bytes;
  const his = (heldBy.get(sender) ?? 0) + bytes;
  if (his > 0) heldBy.set(sender, his);
  else heldBy.delete(sender);
}

function demandRoom(sender: string, size: number): void {
  if (size > MAX_BYTES) throw new RequestError(413, "The body is too large.");
  if (held > MAX_HELD || (heldBy.get(sender) ?? 0) > MAX_HELD_BY_SENDER)
    throw new RequestError(503, "Too many webhooks at once.", { headers: { "retry-after": "5" } });
}

/** Reads the body, gives it to `work`, and counts it as held until that is done. @throws RequestError 408, 413, 503 */
export async function withWebhookBody<T>(
  request: Request,
  sender: string,
  work: (body: Uint8Array) => Promise<T>,
): Promise<T> {
  demandRoom(sender, Number(request.headers.get("content-length") ?? 0));
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isSlow = false;
  const timer = setTimeout(() => {
    isSlow = true;
    void reader?.cancel().catch(() => undefined);
  }, MAX_MS);
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      size += next.value.length;
      hold(sender, next.value.length);
      demandRoom(sender, size);
      chunks.push(next.value);
    }
    clearTimeout(timer);
    if (isSlow) throw new RequestError(408, "The body did not come in time.");
    return await work(Buffer.concat(chunks));
  } finally {
    clearTimeout(timer);
    hold(sender, -size);
    await reader?.cancel().catch(() => undefined);
  }
}
