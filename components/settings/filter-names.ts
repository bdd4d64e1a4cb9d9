import type { FilterReason } from "#lib/filters/filter.ts";

/** What a filter's reason is called on pages. */
export const FILTER_NAMES: Readonly<Record<FilterReason, string>> = {
  "browser-extensions": "Browser extensions",
  "chunk-load-error": "Chunk load errors",
  "error-message": "Error messages",
  "filtered-transaction": "Health checks",
  "ip-address": "IP addresses",
  "legacy-browsers": "Old browsers",
  localhost: "Localhost",
  "react-hydration-errors": "Hydration errors",
  "release-version": "Releases",
  "web-crawlers": "Web crawlers",
};
