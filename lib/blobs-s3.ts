// Blobs in a bucket that speaks S3.
import { setTimeout as pause } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import { checkFolder, checkKey, isFolder, type BlobStore } from "#lib/blob-store.ts";

/** Where, and as whom. `prefix` is "" or ends with a slash. */
export type S3Location = {
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
};

// A stream has no length that S3 could be told first, so what is longer than this goes up in parts.
const PART_BYTES = 8 * 1024 * 1024;
const ATTEMPTS = 3;
const RETRY_MS = 100;
const PATIENCE_MS = 60_000;
const REMOVE_AT_ONCE = 16;

type Call = (
  method: string,
  path: string,
  query?: Record<string, string>,
  body?: string | Uint8Array,
) => Promise<Response>;

const isReady = (bytes: Uint8Array | AsyncIterable<Uint8Array>): bytes is Uint8Array =>
  bytes instanceof Uint8Array;

const textOf = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, "g"))].map(([, text = ""]) =>
    text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
  );

/** aws4fetch tries again after an answer of 5xx, and not after a connection that broke. */
async function persist(attempt: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === ATTEMPTS) throw error;
      await pause(RETRY_MS * tries);
    }
  }
}

function caller({ endpoint, bucket, region, ...credentials }: S3Location): Call {
  const client = new AwsClient({ ...credentials, region, service: "s3", retries: ATTEMPTS });
  return async (method, path, query = {}, body) => {
    const url = new URL(`${endpoint.replace(/\/+$/, "")}/${bucket}/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const sent = body instanceof Uint8Array ? new Uint8Array(body) : body;
    const response = await persist(() =>
      client.fetch(url, {
        method,
        ...(sent !== undefined && { body: sent }),
        // A download takes as long as its reader.
        ...(method !== "GET" && { signal: AbortSignal.timeout(PATIENCE_MS) }),
      }),
    );
    if (response.ok || (response.status === 404 && (method === "GET" || method === "DELETE")))
      return response;
    const [code = "no reason"] = textOf(await response.text(), "Code");
    throw new Error(`S3 answered ${response.status} (${code}) to ${method}`);
  };
}

/** Pieces of exactly the size of a part, and what is left at the end. */
async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    size += chunk.byteLength;
    if (size < PART_BYTES) continue;
    const all = Buffer.concat(held);
    let at = 0;
    for (; at + PART_BYTES <= all.length; at += PART_BYTES) yield all.subarray(at, at + PART_BYTES);
    held = at < all.length ? [Buffer.from(all.subarray(at))] : [];
    size = all.length - at;
  }
  yield Buffer.concat(held);
}

async function putParts(
  call: Call,
  path: string,
  parts: AsyncIterable<Uint8Array>,
  first: Uint8Array,
): Promise<void> {
  const [uploadId] = textOf(await (await call("POST", path, { uploads: "" })).text(), "UploadId");
  if (!uploadId) throw new Error("S3 began an upload without an id");
  try {
    const tags: string[] = [];
    const send = async (part: Uint8Array) => {
      const sent = await call("PUT", path, { partNumber: String(tags.length + 1), uploadId }, part);
      await sent.arrayBuffer();
      tags.push(sent.headers.get("etag") ?? "");
    };
    await send(first);
    for await (const part of parts) if (part.byteLength > 0) await send(part);
    const list = tags.map(
      (tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`,
    );
    const body = `<CompleteMultipartUpload>${list.join("")}</CompleteMultipartUpload>`;
    // An upload that fails at its very end is answered with 200 and an error inside.
    const answer = await (await call("POST", path, { uploadId }, body)).text();
    if (answer.includes("<Error>"))
      throw new Error(`S3 could not finish an upload (${textOf(answer, "Code")[0]})`);
  } catch (error) {
    await call("DELETE", path, { uploadId }).catch(() => undefined);
    throw error;
  }
}

/** Names below `prefix`, or with a delimiter the folders there. */
async function* list(call: Call, prefix: string, delimiter = ""): AsyncGenerator<string> {
  let token: string | undefined;
  do {
    const query = {
      "list-type": "2",
      prefix,
      delimiter,
      ...(token !== undefined && { "continuation-token": token }),
    };
    const xml = await (await call("GET", "", query)).text();
    if (delimiter === "") yield* textOf(xml, "Key");
    else for (const found of textOf(xml, "Prefix")) if (found !== prefix) yield found;
    token = textOf(xml, "NextContinuationToken")[0];
  } while (token !== undefined);
}

async function removeAll(call: Call, paths: AsyncIterable<string>): Promise<void> {
  let waiting: string[] = [];
  const flush = async () => {
    await Promise.all(waiting.map((path) => call("DELETE", path)));
    waiting = [];
  };
  for await (const path of paths) if (waiting.push(path) >= REMOVE_AT_ONCE) await flush();
  await flush();
}

async function removeUploads(call: Call, prefix: string, before: Date): Promise<void> {
  const xml = await (await call("GET", "", { uploads: "", prefix })).text();
  for (const [, upload = ""] of xml.matchAll(/<Upload>(.*?)<\/Upload>/gs)) {
    const [path, uploadId, begun] = ["Key", "UploadId", "Initiated"].map((tag) => textOf(upload, tag)[0]);
    if (path && uploadId && begun && new Date(begun) < before) await call("DELETE", path, { uploadId });
  }
}

/** A store below the location's prefix. */
export function s3Store(location: S3Location): BlobStore {
  const call = caller(location);
  const { prefix } = location;
  return {
    put: async (key, bytes) => {
      const path = prefix + checkKey(key);
      if (isReady(bytes)) return void (await (await call("PUT", path, {}, bytes)).arrayBuffer());
      const parts = inParts(bytes);
      const first = await parts.next();
      const start = first.done ? new Uint8Array() : first.value;
      if (start.byteLength < PART_BYTES) await (await call("PUT", path, {}, start)).arrayBuffer();
      else await putParts(call, path, parts, start);
    },
    read: async (key) => {
      const response = await call("GET", prefix + checkKey(key));
      if (response.ok && response.body) return response.body;
      await response.body?.cancel();
      return null;
    },
    remove: async (key) => void (await call("DELETE", prefix + checkKey(key))),
    folders: async function* () {
      for await (const project of list(call, prefix, "/"))
        for await (const day of list(call, project, "/")) {
          const folder = day.slice(prefix.length, -1);
          if (isFolder(folder)) yield folder;
        }
    },
    removeFolder: (folder) => removeAll(call, list(call, `${prefix}${checkFolder(folder)}/`)),
    removeUnfinished: (before) => removeUploads(call, prefix, before),
  };
}
