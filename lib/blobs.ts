// Bytes that are too many for a database: replay segments, attachments, profiles. Files or S3, as BLOB_URL says.
//
// A key says when it may go: {project}/{last day}/{name}. So a blob that nothing points to, after a crash or a
// refusal, costs no more than one that something does.
import { createHash, randomBytes } from "node:crypto";
import { env } from "#lib/env.ts";
import type { BlobStore } from "#lib/blob-store.ts";
import { fileStore } from "#lib/blobs-file.ts";
import { s3Store } from "#lib/blobs-s3.ts";

const DAY_MS = 86_400_000;

/**
 * A key for bytes of a project.
 * @param seed what names them: the same on every try. Absent: a name that nobody has.
 */
export function blobKey(
  { projectId, retentionDays }: { projectId: number; retentionDays: number },
  receivedAt: Date,
  seed?: string,
): string {
  // One more day, as rows of ClickHouse go by whole days.
  const lastDay = new Date(receivedAt.getTime() + (retentionDays + 1) * DAY_MS).toISOString().slice(0, 10);
  const name =
    seed === undefined
      ? randomBytes(16).toString("hex")
      : createHash("sha256").update(seed).digest("hex").slice(0, 32);
  return `${projectId}/${lastDay}/${name}`;
}

/** All bytes of a blob; null when there is none. @throws when it has more than `maxBytes`. */
export async function readBlob(key: string, maxBytes: number): Promise<Uint8Array | null> {
  const stream = await blobs().read(key);
  if (!stream) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new RangeError(`A blob has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

let opened: { at: object; store: BlobStore } | undefined;

/** The blob store, opened on first use. */
export function blobs(): BlobStore {
  const { blobStore } = env();
  if (opened?.at !== blobStore)
    opened = {
      at: blobStore,
      store: blobStore.kind === "file" ? fileStore(blobStore.folder) : s3Store(blobStore),
    };
  return opened.store;
}
