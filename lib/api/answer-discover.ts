// Discover as tools ask for it: the request's parameters in, rows, their types and a page's links out.
import { answer } from "#lib/api/answer.ts";
import { pageLinks, pageSize, readCursor } from "#lib/api/paging.ts";
import { chosenProjects, organizationRoute } from "#lib/api/route.ts";
import { readRange } from "#lib/api/time-range.ts";
import { discover } from "#lib/discover/run.ts";
import { readDataset, type DiscoverQuestion } from "#lib/discover/schema.ts";
import { env } from "#lib/env.ts";
import { RequestError } from "#lib/errors.ts";

const DAY = 86_400_000;
const DEFAULT_RANGE = 14 * DAY;
// No project keeps anything for longer.
const MAX_RANGE = 400 * DAY;
const MAX_OFFSET = 10_000;

type Place = { offset: number; range: { from: number; until: number } };

function boundedRange(url: URL, now: number): Place["range"] {
  const { from, until } = readRange(url, now);
  return { from: Math.max(from ?? until - DEFAULT_RANGE, until - MAX_RANGE, 0), until };
}

/** A page's place holds the range, so that what comes in meanwhile moves no row from page to page. */
function readPlace(url: URL, now: number): Place {
  const [, offset, from, until] = /^(\d{1,6})_(\d{1,15})_(\d{1,15})$/.exec(readCursor(url) ?? "") ?? [];
  const range = boundedRange(url, now);
  if (offset === undefined) return { offset: 0, range };
  if (Number(offset) > MAX_OFFSET)
    throw new RequestError(400, `Only the first ${MAX_OFFSET} rows can be paged through.`);
  const end = Math.min(Number(until), now + 1);
  return {
    offset: Number(offset),
    range: { from: Math.max(Number(from), end - MAX_RANGE), until: end },
  };
}

const cursorOf = (offset: number, { range }: Place) => `${offset}_${range.from}_${range.until}`;

function readQuestion({ searchParams }: URL, place: Place, limit: number): DiscoverQuestion {
  const sorts = searchParams.getAll("sort");
  return {
    dataset: readDataset(searchParams.get("dataset")),
    fields: searchParams.getAll("field"),
    query: searchParams.get("query") ?? "",
    sorts: sorts.length > 0 ? sorts : searchParams.getAll("orderby"),
    environments: searchParams.getAll("environment").filter((name) => name !== ""),
    ...place,
    limit,
  };
}

/** `GET /organizations/{org}/events/`; without a `project`, all of the organization's are asked. */
export const discoverRoute = organizationRoute(["org:read"], async (asked) => {
  const { url } = asked;
  const projects = await chosenProjects(asked);
  const limit = pageSize(url);
  const place = readPlace(url, Date.now());
  const { data, meta, hasMore } = await discover(projects, readQuestion(url, place, limit));
  const page = {
    previous: place.offset > 0 ? cursorOf(Math.max(0, place.offset - limit), place) : null,
    next: hasMore && place.offset + limit <= MAX_OFFSET ? cursorOf(place.offset + limit, place) : null,
  };
  return answer({ data, meta }, 200, pageLinks(url, page, env().baseUrl));
});
