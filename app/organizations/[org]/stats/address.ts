import type { ProjectAccess } from "#lib/accounts/access.ts";
import { readTimeRange, type SearchParams } from "../issues/filters.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_DAYS = 366;

/** What the page's address asks for. */
export function readStatsAddress(
  search: SearchParams,
  all: readonly ProjectAccess[],
): {
  projects: ProjectAccess[];
  category: string | null;
  range: { from: number; until: number };
  bucketMs: number;
} {
  const slugs = [search["project"] ?? []].flat();
  const projects = all.filter(({ slug }) => slugs.length === 0 || slugs.includes(slug));
  const { from, until } = readTimeRange(search);
  const begin = Math.max(from ?? 0, until - MOST_DAYS * DAY_MS);
  const category = [search["category"] ?? []].flat()[0] ?? null;
  const bucketMs = until - begin > 4 * DAY_MS ? DAY_MS : HOUR_MS;
  return { projects, category, range: { from: begin, until }, bucketMs };
}
