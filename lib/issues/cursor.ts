// A place in a sorted list: the sort value and id of a row, and which way to go on from it.
import { z } from "zod";

/** Stores fail on a time beyond their calendars, and anybody can write a cursor. */
export const LATEST = Date.UTC(2299, 0);

const Cursor = z.object({
  /** The row's sort value: milliseconds since 1970, a count, or both in one number. */
  value: z.int(),
  id: z.number().int().min(0).max(2_147_483_647),
  direction: z.enum(["next", "previous"]),
  /** End of the time range when the list was opened, so that its pages count the same events. */
  until: z.number().int().min(0).max(LATEST),
});
export type Cursor = z.infer<typeof Cursor>;

/** An opaque, URL-safe string. */
export function encodeCursor(cursor: Cursor): string {
  const parts = [cursor.value, cursor.id, cursor.direction === "next" ? 0 : 1, cursor.until];
  return Buffer.from(parts.join(":")).toString("base64url");
}

/** The cursor in the string, or null when it holds none: the list then starts at its first page. */
export function decodeCursor(text: string | null): Cursor | null {
  if (!text || text.length > 200) return null;
  const decoded = Buffer.from(text, "base64url").toString();
  const match = /^(\d+):(\d+):([01]):(\d+)$/.exec(decoded);
  if (!match) return null;
  const [, value, id, direction, until] = match;
  const parsed = Cursor.safeParse({
    value: Number(value),
    id: Number(id),
    direction: direction === "0" ? "next" : "previous",
    until: Number(until),
  });
  return parsed.success ? parsed.data : null;
}

export type Page<Item> = { items: Item[]; previous: string | null; next: string | null };

/**
 * Makes a page of rows that were read from a cursor on, one more than the limit, nearest first.
 * @param key a row's sort value and id
 */
export function cutPage<Item>(
  rows: readonly Item[],
  limit: number,
  cursor: Cursor | null,
  until: number,
  key: (item: Item) => { value: number; id: number },
): Page<Item> {
  const backwards = cursor?.direction === "previous";
  const hasMore = rows.length > limit;
  const items = rows.slice(0, limit);
  if (backwards) items.reverse();
  const first = items[0];
  const last = items.at(-1);
  const hasPrevious = backwards ? hasMore : cursor !== null;
  const hasNext = backwards || hasMore;
  return {
    items,
    previous: first && hasPrevious ? encodeCursor({ ...key(first), direction: "previous", until }) : null,
    next: last && hasNext ? encodeCursor({ ...key(last), direction: "next", until }) : null,
  };
}
