// Bytes that are too many for a database: replay segments, attachments, profiles. Files under DATA_DIR.
//
// A key says when it may go: {project}/{last day}/{name}. So a blob that nothing points to, after a crash or a
// refusal, costs no more than one that something does.
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "#lib/env.ts";

export type BlobStore = {
  /** Resolves once the bytes are on disk; until then, and when it throws, nobody sees any of them. */
  put: (key: string, bytes: Uint8Array | AsyncIterable<Uint8Array>) => Promise<void>;
  /** null when there is none. */
  read: (key: string) => Promise<AsyncIterable<Uint8Array> | null>;
  remove: (key: string) => Promise<void>;
};

const DAY_MS = 86_400_000;
const KEY = /^\d+\/\d{4}-\d\d-\d\d\/[0-9a-f]{32}$/;

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

function fileStore(folder: string): BlobStore {
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new Error("Not a blob key");
    return join(folder, key);
  };
  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      const unfinished = join(folder, "unfinished", randomBytes(16).toString("hex"));
      await mkdir(dirname(unfinished), { recursive: true });
      await mkdir(dirname(path), { recursive: true });
      try {
        const file = await open(unfinished, "wx");
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    read: async (key) => {
      const file = await open(pathOf(key)).catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      });
      return file && createReadStream("", { fd: file });
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

let store: BlobStore | undefined;

/** The blob store, opened on first use. */
export const blobs = (): BlobStore => (store ??= fileStore(join(env().dataDir, "blobs")));
