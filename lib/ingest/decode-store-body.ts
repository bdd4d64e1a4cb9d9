// What SDKs of the time before envelopes posted: JSON, base64 of JSON, or base64 of zlib of JSON.
import { inflateSync } from "node:zlib";
import { RequestError } from "#lib/errors.ts";
import { tooLarge } from "#lib/ingest/read-body.ts";

const OPENING_BRACE = 0x7b;
const ZLIB = 0x78;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const undecodable = () =>
  new RequestError(400, "invalid event", { causes: ["neither JSON nor base64 of JSON, zlib or not"] });

/** The first byte that is neither white space nor part of a byte order mark. */
const startOf = (bytes: Uint8Array) => bytes.find((byte) => byte > 0x20 && byte < 0x80);

function inflate(bytes: Uint8Array, maxBytes: number): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge("the event", maxBytes);
    throw undecodable();
  }
}

/** The JSON text of an event. @throws RequestError 400 when it is none, 413 when it exceeds `maxBytes`. */
export function decodeStoreBody(body: Uint8Array, maxBytes: number): Uint8Array {
  let bytes = body;
  if (startOf(bytes) !== OPENING_BRACE && bytes[0] !== ZLIB)
    bytes = Buffer.from(Buffer.from(bytes).toString("latin1"), "base64");
  if (bytes[0] === ZLIB) bytes = inflate(bytes, maxBytes);
  if (startOf(bytes) !== OPENING_BRACE) throw undecodable();
  if (bytes.byteLength > maxBytes) throw tooLarge("the event", maxBytes);
  return bytes;
}

const WORDS = ["-Infinity", "Infinity", "NaN"].map((word) => Buffer.from(word));
const STARTS = new Set(WORDS.map((word) => word[0]));
const NULL = Buffer.from("null");

/** The same JSON with null where Python wrote a number that JSON does not have. */
export function replaceNonFinite(json: Uint8Array): Uint8Array {
  const bytes = Buffer.from(json);
  const parts: Uint8Array[] = [];
  let inString = false;
  let kept = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inString && byte === BACKSLASH) at++;
    else if (byte === QUOTE) inString = !inString;
    if (inString || !STARTS.has(byte)) continue;
    const word = WORDS.find((one) => one.equals(bytes.subarray(at, at + one.length)));
    if (!word) continue;
    parts.push(bytes.subarray(kept, at), NULL);
    kept = at + word.length;
    at = kept - 1;
  }
  return parts.length === 0 ? json : Buffer.concat([...parts, bytes.subarray(kept)]);
}
