// How the values of each tag are spread over events.
import { z } from "zod";
import type { EventSet } from "#lib/issues/facets/event-set.ts";
import { searchRows } from "#lib/search/too-much.ts";

/** `firstSeen` and `lastSeen` in milliseconds since 1970; `percent` of the events that carry the tag. */
export type FacetValue = {
  value: string;
  count: number;
  percent: number;
  firstSeen: number;
  lastSeen: number;
};

/** `total` events carry the tag; `distinct` values exist, of which the most frequent are listed. */
export type Facet = { key: string; total: number; distinct: number; values: FacetValue[] };

/** Newest events that are counted: more would read for seconds and change no percentage that matters. */
export const MAX_FACET_EVENTS = 100_000;
const MAX_KEYS = 60;

const Row = z.object({
  key: z.string(),
  value: z.string(),
  count: z.coerce.number(),
  total: z.coerce.number(),
  distinct: z.coerce.number(),
  firstSeen: z.coerce.number(),
  lastSeen: z.coerce.number(),
});

// When the oldest of them happened is found first, by times alone: sorting rows that carry tags would read all of them.
const newestOf = (columns: string, { where }: EventSet) => `
  SELECT ${columns} FROM errors WHERE ${where} AND timestamp >= (
    SELECT min(timestamp) FROM (
      SELECT timestamp FROM errors WHERE ${where} ORDER BY timestamp DESC LIMIT ${MAX_FACET_EVENTS}))
  LIMIT ${MAX_FACET_EVENTS}`;

type Choice = {
  /** Values a tag. */
  top: number;
  /** Only these tags; empty: those that most events carry. */
  keys?: readonly string[];
};

/** Tags by how many events carry them, each with its most frequent values. */
export async function countFacets(events: EventSet, { top, keys = [] }: Choice): Promise<Facet[]> {
  const rows = await searchRows(
    Row,
    `SELECT key, value, count() AS count, min(ms) AS firstSeen, max(ms) AS lastSeen,
       sum(count()) OVER (PARTITION BY key) AS total,
       count() OVER (PARTITION BY key) AS distinct
     FROM (${newestOf("tags, toUnixTimestamp64Milli(timestamp) AS ms", events)})
     ARRAY JOIN mapKeys(tags) AS key, mapValues(tags) AS value
     WHERE value != '' AND (empty({keys:Array(String)}) OR has({keys:Array(String)}, key))
     GROUP BY key, value
     ORDER BY total DESC, key, count DESC, value
     LIMIT {top:UInt16} BY key
     LIMIT ${keys.length > 0 ? 10_000 : MAX_KEYS * 20}`,
    { ...events.parameters, top, keys },
  );
  return [...Map.groupBy(rows, (row) => row.key)].slice(0, MAX_KEYS).map(([key, values]) => ({
    key,
    total: values[0]?.total ?? 0,
    distinct: values[0]?.distinct ?? 0,
    values: values.map(({ value, count, total, firstSeen, lastSeen }) => ({
      value,
      count,
      percent: (100 * count) / total,
      firstSeen,
      lastSeen,
    })),
  }));
}

const Size = z.object({ events: z.coerce.number(), users: z.coerce.number() });

/** Events of the set, and the people they name. */
export async function countEvents(events: EventSet): Promise<{ events: number; users: number }> {
  const [size] = await searchRows(
    Size,
    `SELECT count() AS events, uniqExactIf(user_hash, user_hash != 0) AS users FROM errors WHERE ${events.where}`,
    events.parameters,
  );
  return size ?? { events: 0, users: 0 };
}

const TagTotal = z.object({ key: z.string(), total: z.coerce.number() });
const MAX_LISTED_KEYS = 1_000;

/** Tags by how many of the newest events carry them. */
export async function countTagKeys(events: EventSet): Promise<{ key: string; total: number }[]> {
  return searchRows(
    TagTotal,
    `SELECT key, count() AS total FROM (${newestOf("mapKeys(tags) AS keys", events)})
     ARRAY JOIN keys AS key GROUP BY key ORDER BY total DESC, key LIMIT ${MAX_LISTED_KEYS}`,
    events.parameters,
  );
}

const Newest = z.object({
  eventId: z.string(),
  at: z.coerce.number(),
  user: z.string(),
  release: z.string(),
});
export type NewestEvent = z.infer<typeof Newest>;

/** The newest events that are kept whole. */
export const newestEvents = (events: EventSet, limit: number): Promise<NewestEvent[]> =>
  searchRows(
    Newest,
    `SELECT replaceAll(toString(event_id), '-', '') AS eventId, toUnixTimestamp64Milli(timestamp) AS at, user, release
     FROM errors WHERE ${events.where} AND has_payload = 1
     ORDER BY timestamp DESC, event_id DESC LIMIT {newest:UInt16}`,
    { ...events.parameters, newest: limit },
  );
