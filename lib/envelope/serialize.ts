import type { Envelope } from "#lib/envelope/envelope.ts";

const NEWLINE = Buffer.from("\n");

/** Frames an envelope anew. Every item says its length, so a payload may hold newlines. */
export function serializeEnvelope(envelope: Envelope): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from(`${JSON.stringify(envelope.header)}\n`)];
  for (const { header, payload } of envelope.items) {
    parts.push(
      Buffer.from(`${JSON.stringify({ ...header, length: payload.byteLength })}\n`),
      payload,
      NEWLINE,
    );
  }
  return Buffer.concat(parts);
}
