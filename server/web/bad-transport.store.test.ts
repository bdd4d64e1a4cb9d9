// Bad input, the transport: how bytes come. Numbers are those of the catalogue in docs/bad-input.md.
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import {
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createGzip,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "#lib/db.ts";
import { createCast } from "#server/testing/cast.ts";
import { expectHarmless, fatesOf } from "#server/testing/bad-input.ts";
import { startDoor, type Door } from "#server/testing/door.ts";
import { useStores } from "#server/testing/use-stores.ts";
import { SERVER_OPTIONS } from "#server/web/server-options.ts";

useStores();

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const FILE = `--x\r\nContent-Disposition: form-data; name="file"; filename="zeros"\r\n\r\n`;
const EVENT = `{}\n{"type":"event"}\n{"message":"hello"}`;

let door: Door;
let project = 0;
let path = "";

beforeAll(async () => {
  const cast = await createCast();
  project = cast.web.projectId;
  path = `/api/${project}/envelope/?sentry_key=${cast.publicKey}`;
  door = await startDoor();
});
afterAll(() => door.stop());
beforeEach(async () => {
  await door.measure(async () => undefined);
  await pool().query("TRUNCATE outcome, ingest_journal");
});

function wrongChecksum(): Buffer {
  const bytes = gzipSync(EVENT);
  return bytes.fill(0, bytes.length - 8, bytes.length - 4);
}

const journaled = async () =>
  (await pool().query<{ n: number }>("SELECT count(*)::int AS n FROM ingest_journal")).rows[0]?.n;

async function* zeros(bytes: number, head = "") {
  yield Buffer.from(head);
  const chunk = Buffer.alloc(4 * MIB);
  for (let left = bytes; left > 0; left -= chunk.length) yield chunk;
}
const squeeze = (compressor: NodeJS.ReadWriteStream, bytes: number, head?: string) =>
  buffer(Readable.from(zeros(bytes, head)).pipe(compressor));
const fastBrotli = () =>
  createBrotliCompress({
    params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });

describe("bombs", () => {
  const codecs = [
    ["(1) brotli", "br", fastBrotli, 250],
    // Of gzip, 20 MB arrive, and are read, before the sender has seen the answer.
    ["(2) gzip", "gzip", () => createGzip({ level: 1 }), 1_000],
    ["(3) zstd", "zstd", () => createZstdCompress(), 500],
  ] as const;
  const aims = [
    ["bare", ""],
    ["an event", `{}\n{"type":"event"}\n`],
    ["an attachment", `{}\n{"type":"attachment","length":209715200}\n`],
    ["an unknown item", `{}\n{"type":"brand_new"}\n`],
  ] as const;
  it.each(
    codecs.flatMap(([name, encoding, make, workMs]) =>
      aims.map(([aim, head]) => ({ name, encoding, make, workMs, aim, head })),
    ),
  )(
    "$name of 4 GiB, $aim → 413 after $workMs ms of work at most",
    async ({ encoding, make, workMs, head }) => {
      const body = await squeeze(make(), 4 * GIB, head);
      await expectHarmless(door, () => door.post(path, body, { "content-encoding": encoding }), 413, workMs);
      expect(await journaled()).toBe(0);
    },
    120_000,
  );

  it.each([
    ["store", "application/json", ""],
    ["security", "application/csp-report", ""],
    ["nel", "application/reports+json", ""],
    ["minidump", "application/x-dmp", "MDMP"],
    [`events/${"a".repeat(32)}/attachments`, "multipart/form-data; boundary=x", FILE],
    ["cron/nightly", "application/json", ""],
    ["integration/otlp/v1/traces", "application/json", ""],
    ["integration/otlp/v1/logs", "application/x-protobuf", ""],
  ])(
    "(2) gzip of 4 GiB on /%s/ → 413",
    async (name, type, head) => {
      const body = await squeeze(createGzip({ level: 1 }), 4 * GIB, head);
      const headers = { "content-encoding": "gzip", "content-type": type };
      const target = path.replace("envelope", name);
      await expectHarmless(door, () => door.post(target, body, headers), 413, 1_000);
      expect(await fatesOf(project)).toEqual([expect.stringMatching(/^invalid \w+ too_large$/)]);
      expect(await journaled()).toBe(0);
    },
    60_000,
  );
});

describe("encodings", () => {
  const many = Array.from({ length: 1_000 }, () => "gzip").join(", ");
  it.each([
    ["(4) a thousand of them, chained", many, EVENT, 415],
    ["(5) an unknown one", "rot13", EVENT, 415],
    ["(6) truncated gzip", "gzip", gzipSync(EVENT).subarray(0, -12), 400],
    ["(7) a wrong checksum", "gzip", wrongChecksum(), 400],
    ["(7) not brotli at all", "br", EVENT, 400],
  ])("%s", async (_name, encoding, body, status) => {
    await expectHarmless(door, () => door.post(path, body, { "content-encoding": encoding }), status);
    expect(await fatesOf(project)).toHaveLength(1);
    expect(await journaled()).toBe(0);
  });

  it.each([
    ["zlib", "deflate", deflateSync(EVENT)],
    ["raw", "deflate", deflateRawSync(EVENT)],
    ["x-gzip", "x-gzip", gzipSync(EVENT)],
    ["brotli", "br", brotliCompressSync(EVENT)],
  ])("(8) %s", async (_name, encoding, body) => {
    await expectHarmless(door, () => door.post(path, body, { "content-encoding": encoding }), 200);
    expect(await journaled()).toBeGreaterThan(0);
  });
});

describe("bodies", () => {
  const request = (head: string) =>
    `POST ${path} HTTP/1.1\r\nhost: debrief\r\nconnection: close\r\n${head}\r\n\r\n`;

  it("(10) that end before their length → nothing is stored", async () => {
    const { result } = await door.measure(async () => {
      const socket = door.sendRaw(request(`content-length: 5000`), EVENT);
      const early = await Promise.race([socket, new Promise((done) => setTimeout(done, 300, "waiting"))]);
      return early;
    });
    expect(result).toBe("waiting");
    expect(await journaled()).toBe(0);
  });

  it("(11) chunked → 200", async () => {
    const chunks = EVENT.match(/.{1,7}/gs)!.map(
      (part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`,
    );
    await expectHarmless(
      door,
      () => door.sendRaw(request("transfer-encoding: chunked"), ...chunks, "0\r\n\r\n"),
      200,
    );
    expect(await journaled()).toBeGreaterThan(0);
  });

  it("(12) with a length and chunks → 400, and the connection ends", async () => {
    const smuggled = request("content-length: 4\r\ntransfer-encoding: chunked");
    await expectHarmless(door, () => door.sendRaw(smuggled, "0\r\n\r\n", request("content-length: 0")), 400);
    expect(await journaled()).toBe(0);
  });

  it("(13) with 17 KiB of headers → 431", async () => {
    await expectHarmless(door, () => door.sendRaw(request(`x-big: ${"x".repeat(17 * 1024)}`)), 431);
  });

  it("(14) whose headers never end are cut off within 60 s", () => {
    expect(SERVER_OPTIONS.headersTimeout).toBeLessThanOrEqual(60_000);
  });

  it("(16) of 11 MB arrive whole", async () => {
    const attachment = Buffer.alloc(11_000_000, "abcdefghij");
    const body = Buffer.concat([
      Buffer.from(`{"event_id":"${"a".repeat(32)}"}\n{"type":"attachment","length":${attachment.length}}\n`),
      attachment,
    ]);
    await expectHarmless(door, () => door.post(path, body), 200);
    const stored = await pool().query<{ meta: { blobs: { bytes: number }[] } }>(
      "SELECT meta FROM ingest_journal",
    );
    expect(stored.rows[0]?.meta.blobs[0]?.bytes).toBe(attachment.length);
  });
});
