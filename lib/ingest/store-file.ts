// One file on its way in: into memory while it is small, into the blob store from there on.
import type { StoredBlob } from "#lib/envelope/envelope.ts";
import type { Spill } from "#lib/envelope/parse.ts";
import { tooLarge } from "#lib/ingest/read-body.ts";
import { Spills, type SpillOwner } from "#lib/ingest/spill.ts";

const KEPT_BYTES = 256 * 1024;
const HEAD_BYTES = 32;

export type StoredFile = {
  /** Empty when the bytes are in a blob. */
  payload: Uint8Array;
  blob?: StoredBlob;
  /** Its first bytes, wherever the rest is. */
  head: Uint8Array;
};

/**
 * @param inMemory bytes up to which it must stay in memory; a longer one is refused.
 * @throws RequestError 413 above `maxBytes` or `inMemory`, 503 when it cannot be stored, and what `chunks` throws.
 */
export async function storeFile(
  chunks: AsyncIterable<Uint8Array>,
  spills: Spills,
  { maxBytes, inMemory }: { maxBytes: number; inMemory?: number | undefined },
): Promise<StoredFile> {
  const limit = inMemory ?? maxBytes;
  let held: Uint8Array[] = [];
  let head: Uint8Array = Buffer.alloc(0);
  let spill: Spill | undefined;
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw tooLarge("a file", limit);
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
    if (!spill && (inMemory !== undefined || bytes <= KEPT_BYTES)) {
      held.push(chunk);
      continue;
    }
    spill ??= spills.open();
    for (const piece of held) spill.write(piece);
    held = [];
    spill.write(chunk);
    await spills.drained();
  }
  if (spill) return { payload: new Uint8Array(), blob: spill.end(), head: Buffer.from(head) };
  return { payload: Buffer.concat(held), head: Buffer.from(head) };
}

/** Takes the steps that read files; when they fail, nothing of them is left in the blob store. @throws the same. */
export async function withSpills<T>(owner: SpillOwner, read: (spills: Spills) => Promise<T>): Promise<T> {
  const spills = new Spills(owner);
  try {
    return await read(spills);
  } catch (error) {
    await spills.discard();
    throw error;
  }
}
