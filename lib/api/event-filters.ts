import { pageSize, readCursor } from "#lib/api/paging.ts";
import { readRange } from "#lib/api/time-range.ts";
import type { EventFilters } from "#lib/events/event-pages.ts";

/** What a list of events is filtered by, and its page. */
export const readEventFilters = (url: URL): EventFilters => ({
  range: readRange(url),
  environments: url.searchParams.getAll("environment").filter((name) => name !== ""),
  cursor: readCursor(url),
  limit: pageSize(url),
});
