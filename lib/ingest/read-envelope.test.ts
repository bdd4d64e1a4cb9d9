import {
  brotliCompressSync,
  constants,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { overrideEnvironment } from "#lib/env.ts";
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

const anyone = () => Promise.resolve({ projectId: 7, retentionDays: 30 });

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "debrief-spill-"));
  overrideEnvironment({ blobStore: { kind: "file", folder } });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Files of the blob store, unfinished ones too. */
const stored = () =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
      )
    : [];

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
    ["an attachment of zeros", Buffer.concat([Buffer.from(`{}\n{"type":"attachment"}\n`), zeros])],
    ["a recording of zeros", Buffer.concat([Buffer.from(`{}\n{"type":"replay_recording"}\n`), zeros])],
    ["a profile of zeros", Buffer.concat([Buffer.from(`{}\n{"type":"profile"}\n`), zeros])],
    ["something new of zeros", Buffer.concat([Buffer.from(`{}\n{"type":"brand_new"}\n`), zeros])],
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
    expect(stored()).toEqual([]);
  });

  it("refuses zstd that asks for more than 8 MiB to be read with", async () => {
    const params = { [constants.ZSTD_c_windowLog]: 27, [constants.ZSTD_c_enableLongDistanceMatching]: 1 };
    const head = `{}\n{"type":"attachment","length":${12 * MIB}}\n`;
    const body = Buffer.concat([Buffer.from(head), randomBytes(12 * MIB)]);
    expect(await statusOf(read(zstdCompressSync(body, { params }), "zstd"))).toBe(400);
    expect(await statusOf(read(zstdCompressSync(body), "zstd"))).toBe(200);
    rmSync(folder, { recursive: true, force: true });
  });

  it("does not keep what nobody digests", async () => {
    const attachment = Buffer.concat([Buffer.from(`{}\n{"type":"brand_new"}\n`), zeros]);
    const bomb = zstdCompressSync(attachment);
    const before = process.memoryUsage().rss;
    expect(await statusOf(read(bomb, "zstd"))).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
  });
});

describe("payloads that are stored apart", () => {
  const attachment = (length: number) => Buffer.from(`{}\n{"type":"attachment","length":${length}}\n`);
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const sizes: [name: string, bytes: number, apart: boolean][] = [
    ["of 256 KiB", 256 * 1024, false],
    ["of a byte more", 256 * 1024 + 1, true],
  ];

  it.each(sizes)("an attachment %s", async (_name, size, apart) => {
    const payload = randomBytes(size);
    const body = Buffer.concat([attachment(size), payload, Buffer.from(`\n{"type":"event"}\n{}`)]);
    for (const piece of [1_000, body.length]) {
      const [item, event] = (await read(body, null, piece)).items;
      expect(Buffer.from(event!.payload).toString()).toBe("{}");
      if (!apart) {
        expect(Buffer.compare(item!.payload, payload)).toBe(0);
        continue;
      }
      expect(item!.payload.byteLength).toBe(0);
      expect(item!.blob).toMatchObject({
        bytes: size,
        sha1: createHash("sha1").update(payload).digest("hex"),
        key: expect.stringMatching(/^7\/\d{4}-\d\d-\d\d\/[0-9a-f]{32}$/),
      });
      expect(Buffer.compare(readFileSync(join(folder, item!.blob!.key)), payload)).toBe(0);
    }
  });

  it("takes 199 MiB of zeros in little memory, also compressed within reason", async () => {
    const zeros = Buffer.alloc(64 * 1024);
    const noise = randomBytes(1024);
    async function* body(): AsyncGenerator<Uint8Array> {
      yield attachment(199 * MIB);
      for (let at = 0; at < 199 * MIB; at += zeros.length) yield zeros;
    }
    async function* sparse(): AsyncGenerator<Uint8Array> {
      const gzip = createGzip({ level: 1 });
      gzip.write(attachment(100 * MIB));
      const feed = async () => {
        for (let at = 0; at < 100 * MIB; at += zeros.length)
          if (!gzip.write(Buffer.concat([noise, zeros.subarray(noise.length)]))) await once(gzip, "drain");
        gzip.end();
      };
      void feed();
      for await (const chunk of gzip) yield chunk;
    }
    for (const [source, encoding, size] of [
      [body(), null, 199],
      [sparse(), "gzip", 100],
    ] as const) {
      const before = process.memoryUsage().rss;
      let most = 0;
      const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - before)), 5);
      const { items } = await readEnvelope(request(source, encoding), newReading(), anyone);
      clearInterval(timer);
      expect(most).toBeLessThan(64 * MIB);
      expect(statSync(join(folder, items[0]!.blob!.key)).size).toBe(size * MIB);
    }
  }, 30_000);

  it.each([
    ["a body that ends too early", Buffer.concat([attachment(2 * MIB), Buffer.alloc(MIB)]), 400],
    ["bad frames after it", Buffer.concat([attachment(MIB), Buffer.alloc(MIB), Buffer.from("x")]), 400],
    [
      "an item that is too large after it",
      Buffer.concat([
        attachment(MIB),
        Buffer.alloc(MIB),
        Buffer.from(`\n{"type":"event","length":9999999}\n`),
      ]),
      413,
    ],
  ])("leaves nothing of %s", async (_name, body, status) => {
    expect(await statusOf(read(body, null))).toBe(status);
    expect(stored()).toEqual([]);
  });

  it("leaves nothing of a sender who hangs up", async () => {
    async function* half(): AsyncGenerator<Uint8Array> {
      yield attachment(4 * MIB);
      yield Buffer.alloc(2 * MIB);
      throw new Error("aborted");
    }
    expect(await statusOf(readEnvelope(request(half(), null), newReading(), anyone))).toEqual(
      new Error("aborted"),
    );
    expect(stored()).toEqual([]);
  });

  it("asks the sender to come again when it cannot be stored", async () => {
    writeFileSync(folder, "a file where the folder should be");
    expect(await statusOf(read(Buffer.concat([attachment(3 * MIB), Buffer.alloc(3 * MIB)]), null))).toBe(503);
  });

  it("holds no more than 32 MiB of what is not stored apart", async () => {
    const log = Buffer.concat([
      Buffer.from(`{"type":"log","length":${11 * MIB}}\n`),
      Buffer.alloc(11 * MIB),
      Buffer.from("\n"),
    ]);
    const start = Buffer.from("{}\n");
    expect(await statusOf(read(Buffer.concat([start, log, log]), null))).toBe(200);
    expect(await statusOf(read(Buffer.concat([start, log, log, log]), null))).toBe(413);
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

  it("(15) gives up after 30 s of silence", async () => {
    vi.useFakeTimers();
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield START;
      await new Promise(() => undefined);
    }
    const status = statusOf(readEnvelope(request(silent(), null), newReading(), anyone));
    await vi.advanceTimersByTimeAsync(30_100);
    expect(await status).toBe(408);
  });

  it("(15) gives up on a byte a second within 31 s, also when it is compressed", async () => {
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
