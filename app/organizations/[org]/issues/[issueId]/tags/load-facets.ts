import { type Facets, issueFacets } from "#lib/issues/queries-tags.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { SearchError } from "#lib/search/search-error.ts";
import { readEnvironments, readTimeRange, type SearchParams } from "../../filters.ts";
import { readEventQuery } from "../tag-href.ts";

/** Values of a tag that are shown at once. */
const TOP = 10;

type Choice = { top?: number; keys?: readonly string[] };
type Loaded = Facets & { fault: SearchError | null };

/** The facets of an issue's page; of none of its events when the search of the address cannot be understood. */
export async function loadFacets(issue: Issue, search: SearchParams, choice: Choice = {}): Promise<Loaded> {
  try {
    const narrowing = {
      range: readTimeRange(search),
      environments: readEnvironments(search),
      query: readEventQuery(search),
    };
    return { ...(await issueFacets(issue, narrowing, { top: TOP, ...choice })), fault: null };
  } catch (error) {
    if (error instanceof SearchError)
      return { facets: [], events: 0, users: 0, isSampled: false, fault: error };
    throw error;
  }
}
