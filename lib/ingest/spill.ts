// Payloads that are too long for memory and journal, on their way into the blob store while they arrive.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { blobKey, blobs } from "#lib/blobs.ts";
import type { StoredBlob } from "#lib/envelope/envelope.ts";
import type { Spill } from "#lib/envelope/parse.ts";
import { log } from "#lib/log.ts";
import { storeUnavailable } from "#lib/queue/store-unavailable.ts";

const BUFFER_BYTES = 1024 * 1024;

/** Whose bytes they are, and for how many days they are kept. */
export type SpillOwner = { projectId: number; retentionDays: number };

type Upload = { key: string; pipe: PassThrough; stored: Promise<void> };

/** Removes what an envelope that is not taken has left in the blob store; what fails goes by its day. */
export async function removeBlobs(keys: readonly string[]): Promise<void> {
  const removed = await Promise.allSettled(keys.map((key) => blobs().remove(key)));
  for (const { status } of removed)
    if (status === "rejected") log.warn("A blob without use could not be removed");
}

/** All payloads of one envelope that are stored apart. */
export class Spills {
  readonly #owner: SpillOwner;
  readonly #receivedAt = new Date();
  readonly #uploads: Upload[] = [];
  #discarded = false;

  constructor(owner: SpillOwner) {
    this.#owner = owner;
  }

  /** Begins another payload; the last one must have ended. */
  open(): Spill {
    const key = blobKey(this.#owner, this.#receivedAt);
    const pipe = new PassThrough({ highWaterMark: BUFFER_BYTES });
    const stored = blobs().put(key, pipe);
    // Both are looked at in `drained` and `finished`; until then nobody listens.
    stored.catch(() => pipe.destroy());
    pipe.on("error", () => undefined);
    this.#uploads.push({ key, pipe, stored });
    const sha1 = createHash("sha1");
    let bytes = 0;
    return {
      write: (chunk) => {
        bytes += chunk.byteLength;
        sha1.update(chunk);
        if (!pipe.destroyed) pipe.write(chunk);
      },
      end: (): StoredBlob => {
        pipe.end();
        return { key, bytes, sha1: sha1.digest("hex") };
      },
    };
  }

  /** Resolves once no more than a little waits to be stored. @throws RequestError 503 when storing failed. */
  async drained(): Promise<void> {
    const upload = this.#uploads.at(-1);
    if (!upload || upload.pipe.writableFinished) return;
    const { pipe, stored } = upload;
    if (!pipe.writableNeedDrain && !pipe.destroyed) return;
    const failed = stored.catch((error: unknown) => {
      throw this.#unstorable(error);
    });
    await (pipe.destroyed ? failed : Promise.race([failed, once(pipe, "drain")]));
  }

  /** Resolves once all of it is on disk. @throws RequestError 503. */
  async finished(): Promise<void> {
    try {
      await Promise.all(this.#uploads.map(({ stored }) => stored));
    } catch (error) {
      throw this.#unstorable(error);
    }
  }

  /** Takes back all of it. */
  async discard(): Promise<void> {
    this.#discarded = true;
    for (const { pipe } of this.#uploads) pipe.destroy(new Error("The envelope was not taken"));
    await Promise.allSettled(this.#uploads.map(({ stored }) => stored));
    await removeBlobs(this.#uploads.map(({ key }) => key));
  }

  #unstorable(error: unknown): Error {
    if (!this.#discarded) log.error("A payload could not be stored", { error });
    return storeUnavailable("the payload could not be stored");
  }
}
