import type { SearchParams } from "../filters.ts";

/** The parameters of a query string, as Next hands them to a page. */
export function searchOfAddress(address: string): SearchParams {
  const params = new URLSearchParams(address);
  return Object.fromEntries([...params.keys()].map((name) => [name, params.getAll(name)]));
}
