import { searchTerm } from "#components/issues/facet-terms.ts";
import { addressWith, type SearchParams } from "../filters.ts";

/** The issue list, narrowed to issues with an event that has the tag's value. */
export function tagHref(org: string, key: string, value: string): string {
  const list = `/organizations/${org}/issues`;
  if (key === "environment") return `${list}?${new URLSearchParams({ environment: value })}`;
  return `${list}?${new URLSearchParams({ query: searchTerm(key, value) })}`;
}

/** The search of events in the address of an issue's page. */
export const readEventQuery = (search: SearchParams): string => {
  const query = search["query"];
  return (typeof query === "string" ? query : (query?.[0] ?? "")).trim().slice(0, 2_000);
};

/** How the links of facets are made on a page below an issue. */
export function facetLinks(org: string, issueId: number, search: SearchParams) {
  const path = `/organizations/${org}/issues/${issueId}/tags`;
  return {
    query: readEventQuery(search),
    hrefOf: (query: string) => addressWith(search, { query: query || null, cursor: null }),
    allHrefOf: (key: string) => `${path}${addressWith(search, { tag: key, cursor: null })}`,
  };
}
