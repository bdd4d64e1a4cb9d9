import { type EventFilter, eventFilter } from "#lib/events/event-filter.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { SearchError } from "#lib/search/search-error.ts";
import type { SearchParams } from "../../filters.ts";
import { readEventQuery } from "../tag-href.ts";

/** What the search in the page's address narrows events to; null for none, and for one that cannot be understood. */
export function filterOfPage({ scope, project }: Issue, search: SearchParams): EventFilter | null {
  const query = readEventQuery(search);
  if (query === "") return null;
  try {
    return eventFilter(query, [{ projectId: scope.projectId, slug: project.slug }]);
  } catch (error) {
    if (error instanceof SearchError) return null;
    throw error;
  }
}
