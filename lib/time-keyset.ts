// A place in a list of Postgres that is sorted by time and id, as an opaque, URL-safe text.
import { z } from "zod";

const Keyset = z.tuple([
  z.coerce.number().int().min(0).max(Date.UTC(2299, 0)),
  z.string().regex(/^\d{1,18}$/),
  z.enum(["n", "p"]),
]);

/** `at` in milliseconds since 1970. */
export type TimeKey = { at: number; id: bigint };
export type TimeKeyset = TimeKey & { back: boolean };

/** null: the list starts at its first page, also when the text is none of ours. */
export function readTimeKeyset(text: string | null): TimeKeyset | null {
  const parsed = Keyset.safeParse(text?.split("_"));
  if (!parsed.success) return null;
  const [at, id, direction] = parsed.data;
  return { at, id: BigInt(id), back: direction === "p" };
}

/** How rows are read, newest first, from a keyset on; `order` also of the id. */
export const readingFrom = (keyset: TimeKeyset | null) =>
  keyset?.back ? ({ side: "gt", order: "asc" } as const) : ({ side: "lt", order: "desc" } as const);

export type TimePage<Item> = { items: Item[]; previous: string | null; next: string | null };

/** Makes a page of rows that were read from a keyset on, one more than the limit, nearest first. */
export function cutTimePage<Item>(
  rows: readonly Item[],
  limit: number,
  keyset: TimeKeyset | null,
  keyOf: (item: Item) => TimeKey,
): TimePage<Item> {
  const back = keyset?.back ?? false;
  const more = rows.length > limit;
  const items = rows.slice(0, limit);
  if (back) items.reverse();
  const [first, last] = [items[0], items.at(-1)];
  const write = (item: Item, direction: "n" | "p") => {
    const { at, id } = keyOf(item);
    return `${at}_${id}_${direction}`;
  };
  return {
    items,
    previous: first && (back ? more : keyset) ? write(first, "p") : null,
    next: last && (back || more) ? write(last, "n") : null,
  };
}
