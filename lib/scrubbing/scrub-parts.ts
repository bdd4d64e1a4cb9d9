// Parts of a fixed form: what a rule takes from them is left out.
import type { Json } from "#lib/events/event.ts";
import { KINDS } from "#lib/scrubbing/source.ts";
import type { Mode, Walk } from "#lib/scrubbing/walk.ts";

/** An optional text of a fixed form. */
export const optional = (
  walk: Walk,
  value: string | undefined,
  key: string,
  mode: Mode = "asked",
): string | undefined => (value === undefined ? undefined : (walk.text(value, key, mode) ?? undefined));

/** An optional object of any form. */
export const optionalObject = (
  walk: Walk,
  value: Record<string, Json> | undefined,
  key: string,
  mode: Mode = "full",
): Record<string, Json> | undefined => {
  if (value === undefined) return undefined;
  return walk.section(key, KINDS.object, () => walk.fields(value, mode)) ?? undefined;
};

/** The entries of a list, without those that a rule takes. */
export function entries<T>(walk: Walk, list: readonly T[], kind: number, scrub: (entry: T) => T): T[] {
  return list.flatMap((entry, index) => {
    const scrubbed = walk.section(String(index), kind, () => scrub(entry));
    return scrubbed === null ? [] : [scrubbed];
  });
}

/** A list as the protocol wraps it: {"values": […]}. */
export function values<T>(walk: Walk, key: string, list: T[], kind: number, scrub: (entry: T) => T): T[] {
  if (list.length === 0) return list;
  const scrubbed = walk.section(key, KINDS.object, () =>
    walk.section("values", KINDS.array, () => entries(walk, list, kind, scrub)),
  );
  return scrubbed ?? [];
}
