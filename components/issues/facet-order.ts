// In which order tags are shown: what is searched by, what everybody asks first, then how many events carry them.
import { isKeySearched } from "#components/issues/facet-terms.ts";
import type { Facet } from "#lib/issues/facets/count-facets.ts";

const FIRST = [
  "environment",
  "release",
  "level",
  "browser.name",
  "os.name",
  "device.family",
  "url",
  "transaction",
];
/** They are said by others already, or have a value of their own for nearly every event. */
const LAST = [
  "user",
  "browser",
  "os",
  "client_os",
  "device",
  "runtime",
  "replayId",
  "server_name",
  "handled",
  "mechanism",
];

function rank(key: string): number {
  const first = FIRST.indexOf(key);
  if (first >= 0) return first;
  // A flag is a typical cause.
  if (key.startsWith("flags.")) return FIRST.length;
  const last = LAST.indexOf(key);
  return FIRST.length + 1 + (last < 0 ? 0 : last + 1);
}

/** Those that vary in that order, and those that have a single value. */
export function orderFacets(facets: readonly Facet[], query: string): { varied: Facet[]; constant: Facet[] } {
  const ordered = facets.toSorted(
    (a, b) =>
      Number(isKeySearched(query, b.key)) - Number(isKeySearched(query, a.key)) ||
      rank(a.key) - rank(b.key) ||
      b.total - a.total,
  );
  const isVaried = (facet: Facet) => facet.distinct > 1 || isKeySearched(query, facet.key);
  return {
    varied: ordered.filter(isVaried),
    constant: ordered.filter((facet) => !isVaried(facet)),
  };
}
