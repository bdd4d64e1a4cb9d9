// How far MessagePack may be decoded. Decoders make room for as many entries as a list announces, before they come:
// of sixty bytes, lists in lists make gigabytes.

type Head = {
  /** Bytes up to the entries, or to the end of a value that has none. */
  bytes: number;
  /** Values inside, keys of a map among them. */
  entries: number;
};

const leaf = (bytes: number): Head => ({ bytes, entries: 0 });
const holder = (bytes: number, entries: number): Head => ({ bytes, entries });

function numberAt(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = at; index < at + width; index++) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

/** The value that begins there; null for what begins none. */
function headAt(bytes: Uint8Array, at: number): Head | null {
  const type = bytes[at] ?? 0;
  const sized = (width: number, more = 0) => leaf(1 + width + more + numberAt(bytes, at + 1, width));
  const list = (width: number, each: number) => holder(1 + width, each * numberAt(bytes, at + 1, width));
  if (type < 0x80 || type >= 0xe0) return leaf(1);
  if (type < 0x90) return holder(1, 2 * (type & 15));
  if (type < 0xa0) return holder(1, type & 15);
  if (type < 0xc0) return leaf(1 + (type & 31));
  if (type < 0xc4) return type === 0xc1 ? null : leaf(1);
  if (type < 0xc7) return sized(1 << (type - 0xc4));
  if (type < 0xca) return sized(1 << (type - 0xc7), 1);
  if (type < 0xcc) return leaf(type === 0xca ? 5 : 9);
  if (type < 0xd4) return leaf(1 + (1 << (type & 3)));
  if (type < 0xd9) return leaf(2 + (1 << (type - 0xd4)));
  if (type < 0xdc) return sized(1 << (type - 0xd9));
  return list(type & 1 ? 4 : 2, type < 0xde ? 1 : 2);
}

/**
 * Of values that stand one after the other, the bytes of those that are whole and nested no deeper than that.
 * @returns what stands before the first other one.
 */
export function wholeValues(bytes: Uint8Array, maxDepth: number): Uint8Array {
  let end = 0;
  /** How many values each open list still waits for. */
  const open: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const head = headAt(bytes, at);
    if (!head || at + head.bytes > bytes.length) break;
    at += head.bytes;
    if (head.entries > 0) {
      if (open.length >= maxDepth || head.entries > bytes.length - at) break;
      open.push(head.entries);
      continue;
    }
    // A value is complete, and with it every list whose last one it was.
    while (open.length > 0) {
      const left = (open.pop() ?? 0) - 1;
      if (left > 0) {
        open.push(left);
        break;
      }
    }
    if (open.length === 0) end = at;
  }
  return bytes.subarray(0, end);
}
