// Content-Encoding. Small bodies, which nearly all are, take the synchronous way: a stream's trips through
// the thread pool cost more than the work. What grows too large on that way starts again as a stream.
import { pipeline } from "node:stream";
import type { Transform } from "node:stream";
import {
  brotliDecompressSync,
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";
import { RequestError } from "#lib/errors.ts";

const SMALL_WIRE_BYTES = 64 * 1024;
const SMALL_BYTES = 1024 * 1024;

type Codec = {
  whole: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;
  stream: () => Transform;
};

// Every piece is a trip through the thread pool; the usual 16 KiB make a thousand trips of 16 MiB.
const PIECES = { chunkSize: 128 * 1024 };
// A frame's first bytes say how much memory it takes to read it, up to 128 MiB; RFC 9659 allows HTTP 8 MiB.
const WINDOW = { params: { [constants.ZSTD_d_windowLogMax]: 23 } };

const GZIP: Codec = { whole: gunzipSync, stream: () => createGunzip(PIECES) };
const ZLIB: Codec = { whole: inflateSync, stream: () => createInflate(PIECES) };
const RAW_DEFLATE: Codec = { whole: inflateRawSync, stream: () => createInflateRaw(PIECES) };
const BROTLI: Codec = { whole: brotliDecompressSync, stream: () => createBrotliDecompress(PIECES) };
const ZSTD: Codec = {
  whole: (bytes, options) => zstdDecompressSync(bytes, { ...options, ...WINDOW }),
  stream: () => createZstdDecompress({ ...PIECES, ...WINDOW }),
};

/** "deflate" means zlib by the standard and raw deflate by some senders; zlib's two bytes tell. */
function deflateCodec(start: Uint8Array): Codec {
  const [first = 0, second = 0] = start;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0 ? ZLIB : RAW_DEFLATE;
}

const CODECS: ReadonlyMap<string, (start: Uint8Array) => Codec> = new Map([
  ["gzip", () => GZIP],
  ["x-gzip", () => GZIP],
  ["deflate", deflateCodec],
  ["br", () => BROTLI],
  ["zstd", () => ZSTD],
]);

// A bomb aimed at a file would write 200 MiB to disk before it is too large. Text shrinks to a thirtieth, a memory
// dump that is zero but for one page in a hundred to less than a two-hundredth; bombs are above a thousand.
const BOMB_BYTES = 16 * 1024 * 1024;
const BOMB_RATIO = 250;

const hasCode = (error: unknown): error is { code: unknown } =>
  typeof error === "object" && error !== null && "code" in error;

const broken = (encoding: string) =>
  new RequestError(400, "the body cannot be decompressed", { causes: [`it is not valid ${encoding}`] });

/** Null when it decompresses to more than this way is for. */
function decompressWhole(codec: Codec, bytes: Uint8Array, encoding: string): Uint8Array | null {
  try {
    return codec.whole(bytes, { maxOutputLength: SMALL_BYTES });
  } catch (error) {
    if (hasCode(error) && error.code === "ERR_BUFFER_TOO_LARGE") return null;
    throw broken(encoding);
  }
}

async function* rejoin(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* decompressStream(
  codec: Codec,
  source: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array, void> {
  const stream = codec.stream();
  // A failure of either side ends the stream with that error, which the loop below throws.
  pipeline(source, stream, () => undefined);
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    throw error instanceof RequestError ? error : broken(encoding);
  }
}

async function* decode(
  source: AsyncIterable<Uint8Array>,
  encoding: string,
  choose: (start: Uint8Array) => Codec,
) {
  const chunks = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  let ended = false;
  while (!ended && heldBytes <= SMALL_WIRE_BYTES) {
    const next = await chunks.next();
    if (next.done) ended = true;
    else {
      held.push(next.value);
      heldBytes += next.value.byteLength;
    }
  }
  const start = Buffer.concat(held);
  if (start.length === 0) return;
  const codec = choose(start);
  const whole = ended ? decompressWhole(codec, start, encoding) : null;
  if (whole) yield whole;
  else yield* decompressStream(codec, rejoin(start, chunks), encoding);
}

/** As `decode`, as long as what comes out bears a relation to what came in. */
async function* decodeWithin(
  source: AsyncIterable<Uint8Array>,
  encoding: string,
  choose: (start: Uint8Array) => Codec,
): AsyncGenerator<Uint8Array, void> {
  let arrived = 0;
  let bytes = 0;
  async function* counted() {
    for await (const chunk of source) {
      arrived += chunk.byteLength;
      yield chunk;
    }
  }
  for await (const chunk of decode(counted(), encoding, choose)) {
    bytes += chunk.byteLength;
    if (bytes > BOMB_BYTES && bytes > arrived * BOMB_RATIO)
      throw new RequestError(413, "the request exceeds a size limit", {
        causes: [`the body unpacks to more than ${BOMB_RATIO} times its size`],
      });
    yield chunk;
  }
}

/**
 * The body as it was before its Content-Encoding, in pieces; the reader sets the limit by not reading on.
 * @throws RequestError 415 for an encoding that is unknown or one of several, 400 for bytes that are not in it, 413
 *   for a bomb.
 */
export function decompress(
  source: AsyncIterable<Uint8Array>,
  contentEncoding: string | null,
): AsyncIterable<Uint8Array> {
  const encoding = contentEncoding?.trim().toLowerCase() ?? "";
  if (encoding === "" || encoding === "identity") return source;
  const choose = CODECS.get(encoding);
  if (!choose)
    throw new RequestError(415, "unsupported content encoding", {
      causes: [`supported, one at a time: ${[...CODECS.keys()].join(", ")}, identity`],
    });
  return decodeWithin(source, encoding, choose);
}
