import { blobs } from "#lib/blobs.ts";
import type { PreparedItem } from "#lib/digest/prepared.ts";

const AT_ONCE = 8;

/** Stores the bytes that came inside journal rows. A key is the same on every try, so a second one changes nothing. */
export async function putBlobs(items: readonly PreparedItem[]): Promise<void> {
  const waiting = items.flatMap((item) => item.blobs);
  for (let at = 0; at < waiting.length; at += AT_ONCE)
    await Promise.all(waiting.slice(at, at + AT_ONCE).map(({ key, bytes }) => blobs().put(key, bytes)));
}
