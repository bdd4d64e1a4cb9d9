// `timestamp=` tells about when a trace happened, so that not all that is kept has to be read.
import { RequestError } from "#lib/errors.ts";
import { parseTimestamp } from "#lib/events/clock.ts";

/** Milliseconds since 1970; undefined for none. @throws RequestError 400 when it cannot be read. */
export function readTimeHint(url: URL): number | undefined {
  const text = url.searchParams.get("timestamp");
  if (!text) return undefined;
  const at = parseTimestamp(text);
  if (at === undefined)
    throw new RequestError(400, "Invalid timestamp: use seconds since 1970 or 2026-11-20T08:00:00Z.");
  return at;
}
