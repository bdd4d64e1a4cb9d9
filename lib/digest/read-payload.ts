import { refuse, type DigestContext } from "#lib/digest/digester.ts";
import type { Prepared } from "#lib/digest/prepared.ts";
import type { EnvelopeItem } from "#lib/envelope/envelope.ts";
import type { Category } from "#lib/envelope/item-types.ts";
import type { JsonObject } from "#lib/events/bound-json.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";

/** The JSON object that an item is; null, counted as invalid, when it is none. */
export function readPayload(
  { payload }: EnvelopeItem,
  context: DigestContext,
  into: Prepared,
  category: Category,
): JsonObject | null {
  try {
    return parseEventJson(payload);
  } catch (error) {
    if (!(error instanceof InvalidEvent)) throw error;
    refuse(context, into, { category, outcome: "invalid", reason: error.reason });
    return null;
  }
}
