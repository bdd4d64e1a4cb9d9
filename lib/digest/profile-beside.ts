import type { Envelope } from "#lib/envelope/envelope.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { readId } from "#lib/events/event-id.ts";

/**
 * The id of the profile that came in the same envelope, "" for none. The Python SDK (seen in 2.75) puts no profile
 * into the transaction's contexts: being sent together is all that ties the two.
 */
export function profileIdBeside({ items }: Envelope): string {
  const profile = items.find(({ header, blob }) => header.type === "profile" && !blob);
  if (!profile) return "";
  try {
    return readId(parseEventJson(profile.payload).event_id) ?? "";
  } catch (error) {
    if (error instanceof InvalidEvent) return "";
    throw error;
  }
}
