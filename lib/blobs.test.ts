import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BlobStore } from "#lib/blob-store.ts";
import { fileStore } from "#lib/blobs-file.ts";
import { s3Store } from "#lib/blobs-s3.ts";
import { blobKey } from "#lib/blobs.ts";

const MIB = 1024 * 1024;
const NAME = "0123456789abcdef0123456789abcdef";

async function* pieces(bytes: Uint8Array, size = 100_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(store: BlobStore, key: string): Promise<Buffer | null> {
  const stream = await store.read(key);
  if (!stream) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function listed(store: BlobStore): Promise<string[]> {
  const folders: string[] = [];
  for await (const folder of store.folders()) folders.push(folder);
  return folders.toSorted();
}

/** A bucket in memory that speaks as much of S3 as the store does; refuses what is not signed. */
class FakeBucket {
  readonly objects = new Map<string, Buffer>();
  readonly uploads = new Map<string, { key: string; begun: Date; parts: Map<number, Buffer> }>();
  readonly calls: string[] = [];
  failPart = 0;

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", "http://s3.test");
    const reply = (status: number, text: string | Buffer = "", headers = {}) =>
      response.writeHead(status, headers).end(text);
    const signed =
      /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-north-1\/s3\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/;
    if (!signed.test(request.headers.authorization ?? ""))
      return void reply(403, "<Error><Code>AccessDenied</Code></Error>");
    const [, bucket, ...path] = decodeURIComponent(url.pathname).split("/");
    if (bucket !== "bucket") return void reply(404, "<Error><Code>NoSuchBucket</Code></Error>");
    const key = path.join("/");
    const query = url.searchParams;
    const uploadId = query.get("uploadId") ?? "";
    this.calls.push(`${request.method}${uploadId ? " part" : ""}`);
    if (request.method === "GET" && key === "") return void reply(200, this.list(query));
    if (request.method === "POST" && query.has("uploads")) {
      const id = randomBytes(4).toString("hex");
      this.uploads.set(id, { key, begun: new Date(), parts: new Map() });
      return void reply(
        200,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (uploadId) return void this.multipart(request.method ?? "", uploadId, query, body, reply);
    if (request.method === "PUT") this.objects.set(key, body);
    if (request.method === "DELETE") this.objects.delete(key);
    if (request.method !== "GET") return void reply(request.method === "DELETE" ? 204 : 200);
    const found = this.objects.get(key);
    return void (found ? reply(200, found) : reply(404, "<Error><Code>NoSuchKey</Code></Error>"));
  }

  multipart(
    method: string,
    id: string,
    query: URLSearchParams,
    body: Buffer,
    reply: (status: number, text?: string, headers?: object) => unknown,
  ) {
    const upload = this.uploads.get(id);
    if (!upload) return reply(404, "<Error><Code>NoSuchUpload</Code></Error>");
    if (method === "PUT") {
      const number = Number(query.get("partNumber"));
      if (number === this.failPart) return reply(400, "<Error><Code>Refused</Code></Error>");
      upload.parts.set(number, body);
      return reply(200, "", { etag: `"etag-${number}"` });
    }
    this.uploads.delete(id);
    if (method === "DELETE") return reply(204);
    const told = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"etag-(\d+)"<\/ETag>/g)];
    const inOrder = told.every(([, number, tag], index) => number === tag && Number(number) === index + 1);
    const parts = [...upload.parts.values()];
    const large = parts.slice(0, -1).every((part) => part.length >= 5 * MIB);
    if (!inOrder || told.length !== parts.length || !large)
      return reply(200, "<Error><Code>InvalidPart</Code></Error>");
    this.objects.set(upload.key, Buffer.concat(parts));
    return reply(200, "<CompleteMultipartUploadResult/>");
  }

  list(query: URLSearchParams): string {
    const prefix = query.get("prefix") ?? "";
    if (query.has("uploads")) {
      const found = [...this.uploads].filter(([, { key }]) => key.startsWith(prefix));
      return found
        .map(
          ([id, { key, begun }]) =>
            `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begun.toISOString()}</Initiated></Upload>`,
        )
        .join("");
    }
    const delimiter = query.get("delimiter");
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
    const names = delimiter
      ? [
          ...new Set(
            keys.flatMap((key) =>
              key.indexOf("/", prefix.length) > 0 ? [key.slice(0, key.indexOf("/", prefix.length) + 1)] : [],
            ),
          ),
        ]
      : keys;
    // Pages of two, so that every test of a list follows the token.
    const start = Number(query.get("continuation-token") ?? 0);
    const more =
      start + 2 < names.length ? `<NextContinuationToken>${start + 2}</NextContinuationToken>` : "";
    const tag = delimiter ? "Prefix" : "Key";
    return `<Prefix>${prefix}</Prefix>${names
      .slice(start, start + 2)
      .map((name) => `<${tag}>${name}</${tag}>`)
      .join("")}${more}`;
  }
}

let folder: string;
let server: Server;
let endpoint: string;
let bucket = new FakeBucket();

beforeAll(async () => {
  server = createServer((request, response) => void bucket.answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "debrief-blobs-"));
  bucket = new FakeBucket();
  return () => rmSync(folder, { recursive: true, force: true });
});

const s3 = (secretAccessKey = "secret", region = "eu-north-1") =>
  s3Store({ endpoint, region, bucket: "bucket", prefix: "de/brief/", accessKeyId: "key", secretAccessKey });
const stores: [name: string, open: () => BlobStore][] = [
  ["files", () => fileStore(folder)],
  ["S3", s3],
];

describe.each(stores)("%s", (_name, open) => {
  const key = `7/2026-12-31/${NAME}`;

  it.each([0, 1, 300_000, 8 * MIB, 20 * MIB + 17])(
    "gives back %i bytes, sent whole or as they come",
    async (size) => {
      const store = open();
      const bytes = randomBytes(size);
      for (const sent of [bytes, pieces(bytes)]) {
        await store.put(key, sent);
        const found = await readAll(store, key);
        expect(found && Buffer.compare(found, bytes)).toBe(0);
      }
      await store.remove(key);
      expect(await readAll(store, key)).toBeNull();
      await store.remove(key);
    },
  );

  it("shows nothing of what failed half-way", async () => {
    const store = open();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(9 * MIB);
      throw new Error("hung up");
    }
    await expect(store.put(key, broken())).rejects.toThrow("hung up");
    expect(await readAll(store, key)).toBeNull();
    expect(existsSync(join(folder, "unfinished")) ? readdirSync(join(folder, "unfinished")) : []).toEqual([]);
    expect(bucket.uploads.size).toBe(0);
  });

  it("lists folders of days and removes one", async () => {
    const store = open();
    expect(await listed(store)).toEqual([]);
    const days = ["7/2026-12-30", "7/2026-12-31", "8/2026-12-31"];
    for (const day of days)
      for (const digit of "abc") await store.put(`${day}/${digit.repeat(32)}`, Buffer.from("x"));
    expect(await listed(store)).toEqual(days);
    await store.removeFolder("7/2026-12-31");
    expect(await listed(store)).toEqual(["7/2026-12-30", "8/2026-12-31"]);
    expect(await readAll(store, `7/2026-12-31/${"a".repeat(32)}`)).toBeNull();
    expect(await readAll(store, `8/2026-12-31/${"a".repeat(32)}`)).toHaveLength(1);
  });

  it.each(["../../etc/passwd", "7/2026-12-31/..", "7/2026-12-31", ""])(
    "takes no %j for a key",
    async (text) => {
      await expect(open().put(text, Buffer.from("x"))).rejects.toThrow("Not a blob key");
      await expect(open().read(text)).rejects.toThrow("Not a blob key");
      await expect(
        Promise.resolve().then(() => open().removeFolder(text === "7/2026-12-31" ? "7" : text)),
      ).rejects.toThrow();
    },
  );
});

describe("files", () => {
  it("removes what was never finished, after its time", async () => {
    const unfinished = join(folder, "unfinished");
    mkdirSync(unfinished);
    for (const name of ["old", "new"]) writeFileSync(join(unfinished, name), "x");
    utimesSync(join(unfinished, "old"), new Date(0), new Date(0));
    await fileStore(folder).removeUnfinished(new Date(Date.now() - 60_000));
    expect(readdirSync(unfinished)).toEqual(["new"]);
  });
});

describe("S3", () => {
  it("sends parts of 8 MiB, in order, and gives up an upload whose part is refused", async () => {
    await s3().put(`7/2026-12-31/${NAME}`, pieces(Buffer.alloc(17 * MIB)));
    expect(bucket.calls).toEqual(["POST", "PUT part", "PUT part", "PUT part", "POST part"]);
    bucket.failPart = 2;
    await expect(s3().put(`7/2026-12-31/${"a".repeat(32)}`, pieces(Buffer.alloc(17 * MIB)))).rejects.toThrow(
      "Refused",
    );
    expect(bucket.uploads.size).toBe(0);
  });

  it("removes uploads that never ended, after their time", async () => {
    for (const [id, begun] of [
      ["old", new Date(0)],
      ["new", new Date()],
    ] as const)
      bucket.uploads.set(id, { key: `de/brief/7/2026-12-31/${NAME}`, begun, parts: new Map() });
    await s3().removeUnfinished(new Date(Date.now() - 60_000));
    expect([...bucket.uploads.keys()]).toEqual(["new"]);
  });

  it("says why it was refused, without the credentials", async () => {
    const refused = s3("secret", "elsewhere").put(`7/2026-12-31/${NAME}`, Buffer.from("x"));
    await expect(refused).rejects.toThrow("S3 answered 403 (AccessDenied) to PUT");
  });
});

it("names a blob by its project and the day after its last", () => {
  const owner = { projectId: 7, retentionDays: 30 };
  const at = new Date("2026-11-20T23:59:59Z");
  expect(blobKey(owner, at, "seed")).toMatch(/^7\/2026-12-21\/[0-9a-f]{32}$/);
  expect(blobKey(owner, at, "seed")).toBe(blobKey(owner, at, "seed"));
  expect(blobKey(owner, at)).not.toBe(blobKey(owner, at));
});
