import type { Envelope, EnvelopeHeader } from "#lib/envelope/envelope.ts";
import { itemType, type Category } from "#lib/envelope/item-types.ts";
import { EnvelopeParser, type ItemRule } from "#lib/envelope/parse.ts";
import { RequestError } from "#lib/errors.ts";
import { decompress } from "#lib/ingest/decompress.ts";
import { holdBytes } from "#lib/ingest/held-bytes.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { pace } from "#lib/ingest/pace.ts";
import { Spills, type SpillOwner } from "#lib/ingest/spill.ts";

const MIB = 1024 * 1024;
const MAX_BODY_BYTES = 200 * MIB;
const MAX_KEPT_BYTES = 32 * MIB;

/** What a body amounted to, also when it was refused half-way. */
export type Reading = {
  /** The category of the item that was read last. */
  category: Category;
  /** Items that nobody digests, by category. */
  skipped: Map<Category, number>;
};

export const newReading = (): Reading => ({ category: "default", skipped: new Map() });

const bodyTooLarge = (cause: string) =>
  new RequestError(413, "envelope exceeds a size limit", { causes: [cause] });

function countingRule(reading: Reading, spills: () => Spills): (type: string) => ItemRule {
  const counts = new Map<string, number>();
  return (type) => {
    const { category, digester, maxBytes, maxCount, spillsAbove } = itemType(type);
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
    return { keep: true, maxBytes, spill: { above: spillsAbove, open: () => spills().open() } };
  };
}

/** The body, unpacked. @throws RequestError 413 for more than is allowed, and for a bomb. */
async function* readBody(request: IngestRequest): AsyncGenerator<Uint8Array, void> {
  if (!request.body) return;
  let bytes = 0;
  for await (const chunk of decompress(pace(request.body), request.header("content-encoding"))) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw bodyTooLarge(`the body exceeds ${MAX_BODY_BYTES} bytes`);
    yield chunk;
  }
}

/**
 * Reads the body piece by piece into an envelope of the items that somebody digests. Long attachments and
 * recordings are in the blob store when it returns; memory is bounded by what the other items may weigh, not by
 * the body.
 * @param admit is asked once the header is read: no more is unpacked for a sender that it refuses.
 * @throws RequestError 400, 408, 413, 415 or 503, as soon as it is known, and what `admit` throws; then nothing
 *   is left in the blob store.
 */
export async function readEnvelope(
  request: IngestRequest,
  reading: Reading,
  admit: (header: EnvelopeHeader) => Promise<SpillOwner>,
): Promise<Envelope> {
  let spills: Spills | undefined;
  const opened = () => {
    if (!spills) throw new Error("A payload came before its sender was admitted");
    return spills;
  };
  const parser = new EnvelopeParser(countingRule(reading, opened), MAX_KEPT_BYTES);
  try {
    for await (const chunk of readBody(request)) {
      const rest = parser.header ? chunk : parser.pushHeader(chunk);
      if (!parser.header) continue;
      spills ??= new Spills(await admit(parser.header));
      parser.push(rest);
      holdBytes(request, parser.keptBytes);
      await spills.drained();
    }
    const envelope = parser.end();
    if (!spills) await admit(envelope.header);
    await spills?.finished();
    return envelope;
  } catch (error) {
    await spills?.discard();
    throw error;
  }
}
