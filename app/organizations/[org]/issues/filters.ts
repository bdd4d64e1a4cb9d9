// The address of the issue list, read and written.
import { z } from "zod";
import { DEFAULT_PERIOD, PERIODS } from "#components/frame/filters.ts";
import { type IssueFilters, IssueSort, IssueTab, type TimeRange } from "#lib/issues/schema.ts";

/** As Next hands it to a page. */
export type SearchParams = Record<string, string | string[] | undefined>;

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
const all = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

// ClickHouse's dates end in 2299.
const moment = z.coerce
  .date()
  .min(new Date("1970-01-01"))
  .max(new Date("2200-01-01"))
  .transform((date) => date.getTime());
const MAX_CHOSEN = 50;

/** The chosen time range; the default period when the address names none, or nonsense. */
export function readTimeRange(params: SearchParams, now = Date.now()): TimeRange {
  const start = moment.safeParse(first(params["start"]));
  const end = moment.safeParse(first(params["end"]));
  if (start.success && end.success && start.data < end.data) return { from: start.data, until: end.data };
  const named = first(params["statsPeriod"]) ?? DEFAULT_PERIOD;
  const period =
    PERIODS.find(({ value }) => value === named) ?? PERIODS.find(({ value }) => value === DEFAULT_PERIOD);
  return { from: now - (period?.ms ?? 0), until: now + 1 };
}

export const readEnvironments = (params: SearchParams): string[] =>
  all(params["environment"])
    // Postgres refuses NUL in a text.
    .filter((name) => !name.includes("\0"))
    .slice(0, MAX_CHOSEN);

export type ListAddress = {
  filters: IssueFilters;
  trend: "24h" | "14d";
  /** Anything narrows the list beyond tab, sort and time. */
  isNarrowed: boolean;
};

const PAGE_SIZE = 25;

/** Everything the list's address says; a project that is not known matches nothing. */
export function readListAddress(
  params: SearchParams,
  projects: readonly { id: number; slug: string }[],
): ListAddress {
  const slugs = all(params["project"]).slice(0, MAX_CHOSEN);
  const chosen = slugs.map((slug) => projects.find((project) => project.slug === slug)?.id ?? -1);
  const environments = readEnvironments(params);
  const query = (first(params["query"]) ?? "").slice(0, 500);
  const filters: IssueFilters = {
    tab: IssueTab.catch("unresolved").parse(first(params["tab"])),
    sort: IssueSort.catch("last_seen").parse(first(params["sort"])),
    query,
    projectIds: chosen,
    environments,
    range: readTimeRange(params),
    cursor: first(params["cursor"]) ?? null,
    limit: PAGE_SIZE,
  };
  const trend = first(params["trend"]) === "14d" ? "14d" : "24h";
  return { filters, trend, isNarrowed: query !== "" || chosen.length > 0 || environments.length > 0 };
}

/** The address with some parameters set, or removed by null. */
export function addressWith(params: SearchParams, changes: Record<string, string | null>): string {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (!(name in changes)) for (const one of all(value)) next.append(name, one);
  for (const [name, value] of Object.entries(changes)) if (value !== null) next.set(name, value);
  return `?${next}`;
}
