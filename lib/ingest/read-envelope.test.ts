import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { RequestError } from "#lib/errors.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { newReading, readEnvelope } from "#lib/ingest/read-envelope.ts";

const MIB = 1024 * 1024;
const START = Buffer.from(`{}\n{"type":"event"}\n`);
// Of little redundancy, so that its compressed form is longer than what is decompressed in one go.
const noise = Array.from({ length: 30_000 }, (_, index) =>
  ((index * 2_654_435_761) % 4_294_967_296).toString(36),
);
const SMALL = Buffer.concat([START, Buffer.from(`{"message":"hello"}`)]);
const LARGE = Buffer.concat([START, Buffer.from(JSON.stringify({ noise }))]);

const brotli = (bytes: Uint8Array) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } });
const ENCODERS: [name: string, encoding: string, encode: (bytes: Uint8Array) => Uint8Array][] = [
  ["gzip", "gzip", gzipSync],
  ["x-gzip", "x-gzip", gzipSync],
  ["zlib", "deflate", deflateSync],
  ["raw deflate", "deflate", deflateRawSync],
  ["brotli", "br", brotli],
  ["zstd", "zstd", zstdCompressSync],
];

async function* pieces(bytes: Uint8Array, size = 16 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const request = (body: AsyncIterable<Uint8Array> | null, encoding: string | null): IngestRequest => ({
  method: "POST",
  path: "/api/1/envelope/",
  query: new URLSearchParams(),
  header: (name) => (name === "content-encoding" ? encoding : null),
  remoteAddress: null,
  body,
});

const anyone = () => Promise.resolve();

const read = (bytes: Uint8Array, encoding: string | null, size?: number) =>
  readEnvelope(request(pieces(bytes, size), encoding), newReading(), anyone);

const statusOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 200,
    (error: unknown) => (error instanceof RequestError ? error.status : error),
  );

describe.each(ENCODERS)("%s", (_name, encoding, encode) => {
  it.each([
    ["small", SMALL, undefined],
    ["small, byte by byte", SMALL, 1],
    ["large", LARGE, undefined],
  ] as const)("reads a %s body", async (_size, body, size) => {
    const envelope = await read(encode(body), encoding, size);
    expect(Buffer.compare(envelope.items[0]!.payload, body.subarray(START.length))).toBe(0);
  });

  it.each([
    ["small", SMALL],
    ["large", LARGE],
  ] as const)("refuses a %s body that is cut off", async (_size, body) => {
    const encoded = encode(body);
    expect(await statusOf(read(encoded.subarray(0, encoded.length - 6), encoding))).toBe(400);
  });

  it("refuses bytes that are something else", async () => {
    expect(await statusOf(read(Buffer.from("this is not compressed at all"), encoding))).toBe(400);
  });
});

it("refuses gzip with a wrong checksum", async () => {
  const encoded = gzipSync(SMALL);
  encoded.writeUInt32LE(encoded.readUInt32LE(encoded.length - 8) ^ 1, encoded.length - 8);
  expect(await statusOf(read(encoded, "gzip"))).toBe(400);
});

it.each([
  ["identity", 200],
  ["", 200],
  ["  GZIP ", 400],
  ["compress", 415],
  ["gzip, gzip", 415],
  [Array.from({ length: 1_000 }, () => "gzip").join(","), 415],
  ["constructor", 415],
])("encoding %j of a plain body → %i", async (encoding, status) => {
  expect(await statusOf(read(SMALL, encoding))).toBe(status);
});

describe("bombs", () => {
  const zeros = Buffer.alloc(256 * MIB);
  const bodies: [name: string, body: Uint8Array][] = [
    ["nothing but zeros", zeros],
    ["an event of zeros", Buffer.concat([START, zeros])],
  ];
  const encoders = ENCODERS.filter(([name]) => ["gzip", "brotli", "zstd"].includes(name));
  const cases = bodies.flatMap(([what, body]) =>
    encoders.map(([name, encoding, encode]) => [name, what, encoding, encode(body)] as const),
  );

  it.each(cases)("%s with %s is refused quickly, in little memory", async (_name, _what, encoding, bomb) => {
    const before = process.memoryUsage().rss;
    const start = performance.now();
    expect(await statusOf(read(bomb, encoding))).toBe(413);
    expect(performance.now() - start).toBeLessThan(250);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
  });

  it("does not keep what nobody digests", async () => {
    const attachment = Buffer.concat([Buffer.from(`{}\n{"type":"brand_new"}\n`), zeros]);
    const bomb = zstdCompressSync(attachment);
    const before = process.memoryUsage().rss;
    expect(await statusOf(read(bomb, "zstd"))).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
  });
});

describe("what an envelope may hold", () => {
  const event = `{"type":"event"}\n{}\n`;
  it.each([
    ["two events", `{}\n${event}${event}`, 400],
    ["an event of 1 MiB", `{}\n{"type":"event"}\n${"x".repeat(MIB)}`, 200],
    ["an event of a byte more", `{}\n{"type":"event"}\n${"x".repeat(MIB + 1)}`, 413],
    ["a check-in of a byte too many", `{}\n{"type":"check_in"}\n${"x".repeat(100 * 1024 + 1)}`, 413],
  ])("%s → %i", async (_name, text, status) => {
    expect(await statusOf(read(Buffer.from(text), null))).toBe(status);
  });

  it("keeps the event and counts the rest by category", async () => {
    const reading = newReading();
    const text = `{}\n{"type":"statsd"}\n{}\n{"type":"event"}\n{"a":1}\n{"type":"new"}\n{}\n{"type":"metric_buckets"}\n{}`;
    const envelope = await readEnvelope(request(pieces(Buffer.from(text)), null), reading, anyone);
    expect(envelope.items.map((item) => item.header.type)).toEqual(["event"]);
    expect(Object.fromEntries(reading.skipped)).toEqual({ metric_bucket: 2, default: 1 });
  });

  it("unpacks no more for a sender that is refused", async () => {
    let pulled = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("{}\n");
      for (;;) {
        pulled += 1;
        yield Buffer.alloc(1024, "x");
      }
    }
    const refuse = () => Promise.reject(new RequestError(403, "unknown or revoked key"));
    expect(await statusOf(readEnvelope(request(endless(), null), newReading(), refuse))).toBe(403);
    expect(pulled).toBe(0);
  });

  it("refuses no body", async () => {
    expect(await statusOf(readEnvelope(request(null, null), newReading(), anyone))).toBe(400);
  });
});

describe("bodies that do not come", () => {
  afterEach(() => vi.useRealTimers());

  it("gives up after 30 s of silence", async () => {
    vi.useFakeTimers();
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield START;
      await new Promise(() => undefined);
    }
    const status = statusOf(readEnvelope(request(silent(), null), newReading(), anyone));
    await vi.advanceTimersByTimeAsync(30_100);
    expect(await status).toBe(408);
  });

  it("gives up on a byte a second within 31 s, also when it is compressed", async () => {
    for (const encoding of [null, "gzip"]) {
      vi.useFakeTimers();
      const bytes = encoding ? gzipSync(LARGE) : LARGE;
      async function* trickle(): AsyncGenerator<Uint8Array> {
        for (const byte of bytes) {
          await new Promise((resolve) => setTimeout(resolve, 1_000));
          yield Uint8Array.of(byte);
        }
      }
      const status = statusOf(readEnvelope(request(trickle(), encoding), newReading(), anyone));
      await vi.advanceTimersByTimeAsync(31_000);
      expect(await status).toBe(408);
      vi.useRealTimers();
    }
  });
});
