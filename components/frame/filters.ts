/** The filters that stay in the URL from page to page. */
export const FILTER_PARAMS = ["project", "environment", "statsPeriod", "start", "end"];

/** The time range when the URL names none. */
export const DEFAULT_PERIOD = "14d";

export const PERIODS = [
  { value: "1h", label: "Last hour", short: "1h", ms: 3_600_000 },
  { value: "24h", label: "Last 24 hours", short: "24h", ms: 86_400_000 },
  { value: "7d", label: "Last 7 days", short: "7d", ms: 604_800_000 },
  { value: "14d", label: "Last 14 days", short: "14d", ms: 1_209_600_000 },
  { value: "30d", label: "Last 30 days", short: "30d", ms: 2_592_000_000 },
  { value: "90d", label: "Last 90 days", short: "90d", ms: 7_776_000_000 },
];

/** A path with the filters of the current page kept, and nothing else of its query. */
export function keepFilters(path: string, current: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of FILTER_PARAMS) for (const value of current.getAll(name)) kept.append(name, value);
  const query = kept.toString();
  return query ? `${path}?${query}` : path;
}

/** The current query with some filters set (or removed: an empty list); paging starts anew. */
export function changeFilters(current: URLSearchParams, changes: Record<string, string[]>): string {
  const next = new URLSearchParams(current);
  next.delete("cursor");
  next.delete("page");
  for (const [name, values] of Object.entries(changes)) {
    next.delete(name);
    for (const value of values) next.append(name, value);
  }
  return `?${next.toString()}`;
}
