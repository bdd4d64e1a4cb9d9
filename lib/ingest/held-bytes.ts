// What the bodies of all requests together take of memory. One is bounded by its door; many large ones at once, sent
// slowly, would still be more than the process has.
import type { IngestRequest } from "#lib/ingest/http.ts";
import { storeUnavailable } from "#lib/queue/store-unavailable.ts";

const MOST_BYTES = 256 * 1024 * 1024;
/** Nearly all are smaller and not counted: a few large ones must not shut them out. */
const FREE_BYTES = 256 * 1024;

const held = new WeakMap<IngestRequest, number>();
let total = 0;

/** Notes that a request holds that many bytes by now. @throws RequestError 503 when all together hold too many. */
export function holdBytes(request: IngestRequest, bytes: number): void {
  const counted = Math.max(0, bytes - FREE_BYTES);
  const more = counted - (held.get(request) ?? 0);
  if (more > 0 && total + more > MOST_BYTES) throw storeUnavailable("too much is being sent at once");
  total += more;
  held.set(request, counted);
}

/** For the end of a request. */
export function releaseBytes(request: IngestRequest): void {
  total -= held.get(request) ?? 0;
  held.delete(request);
}
