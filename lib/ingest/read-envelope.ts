import type { Envelope, EnvelopeHeader } from "#lib/envelope/envelope.ts";
import { itemType, type Category } from "#lib/envelope/item-types.ts";
import { EnvelopeParser, type ItemRule } from "#lib/envelope/parse.ts";
import { RequestError } from "#lib/errors.ts";
import { decompress } from "#lib/ingest/decompress.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { pace } from "#lib/ingest/pace.ts";

const MAX_BODY_BYTES = 200 * 1024 * 1024;

/** What a body amounted to, also when it was refused half-way. */
export type Reading = {
  /** The category of the item that was read last. */
  category: Category;
  /** Items that nobody digests, by category. */
  skipped: Map<Category, number>;
};

export const newReading = (): Reading => ({ category: "default", skipped: new Map() });

const bodyTooLarge = () =>
  new RequestError(413, "envelope exceeds a size limit", {
    causes: [`the body exceeds ${MAX_BODY_BYTES} bytes`],
  });

function countingRule(reading: Reading): (type: string) => ItemRule {
  const counts = new Map<string, number>();
  return (type) => {
    const { category, digester, maxBytes, maxCount } = itemType(type);
    reading.category = category;
    if (!digester) {
      reading.skipped.set(category, (reading.skipped.get(category) ?? 0) + 1);
      return { keep: false, maxBytes };
    }
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    // Two of what there can be one of is no envelope; too many of what there may be many of is too much.
    if (count > maxCount)
      throw new RequestError(maxCount === 1 ? 400 : 413, "invalid envelope", {
        causes: [`more than ${maxCount} of type ${type}`],
      });
    return { keep: true, maxBytes };
  };
}

/**
 * Reads the body piece by piece into an envelope of the items that somebody digests. Memory is bounded by
 * what those items may weigh, not by the body.
 * @param admit is asked once the header is read: no more is unpacked for a sender that it refuses.
 * @throws RequestError 400, 408, 413 or 415, as soon as it is known, and what `admit` throws.
 */
export async function readEnvelope(
  request: IngestRequest,
  reading: Reading,
  admit: (header: EnvelopeHeader) => Promise<unknown>,
): Promise<Envelope> {
  const parser = new EnvelopeParser(countingRule(reading));
  let admitted = false;
  if (request.body) {
    let bytes = 0;
    for await (const chunk of decompress(pace(request.body), request.header("content-encoding"))) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BODY_BYTES) throw bodyTooLarge();
      parser.push(chunk);
      if (admitted || !parser.header) continue;
      await admit(parser.header);
      admitted = true;
    }
  }
  const envelope = parser.end();
  if (!admitted) await admit(envelope.header);
  return envelope;
}
