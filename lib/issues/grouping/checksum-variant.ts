import { hashParts, leaf } from "#lib/issues/grouping/component.ts";
import type { Variant } from "#lib/issues/grouping/grouping.ts";

/** The group that a checksum names: it is the hash itself where it has the form of one. */
export function checksumVariant(checksum: string): Variant {
  const isHash = /^[0-9a-f]{32}$/i.test(checksum);
  return {
    name: isHash ? "checksum" : "hashed_checksum",
    contributes: true,
    hash: isHash ? checksum.toLowerCase() : hashParts([checksum]),
    component: leaf("checksum", checksum),
  };
}
