// What events hold under a key, for completion: the most frequent values of the newest days, bounded in rows and time.
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { ERROR_COLUMNS, tagColumn } from "#lib/events/error-columns.ts";
import { Parameters } from "#lib/search/parameters.ts";
import { parseField } from "#lib/search/parse-field.ts";
import { anywhere } from "#lib/search/pattern.ts";

export type Suggested = { value: string; count: number };

export type SuggestionScope = {
  projectIds: readonly number[];
  /** Milliseconds since 1970. */
  range: { from: number | null; until: number };
};

const NEWEST_DAYS_MS = 7 * 86_400_000;
const MAX_ROWS = 100_000;
const MAX_VALUES = 20;
const MAX_KEY = 220;
const Row = z.object({ value: z.string(), count: z.coerce.number() });

async function mostFrequent(
  expression: string,
  typed: string,
  { projectIds, range }: SuggestionScope,
  parameters: Parameters,
): Promise<Suggested[]> {
  if (projectIds.length === 0) return [];
  const like = parameters.add("String", anywhere({ text: typed, like: null }));
  const projects = parameters.add("Array(UInt32)", projectIds);
  const from = parameters.add("Int64", Math.max(range.from ?? 0, range.until - NEWEST_DAYS_MS));
  const until = parameters.add("Int64", range.until);
  return queryRows(
    Row,
    `SELECT value, count() AS count FROM (
       SELECT ${expression} AS value FROM errors
       WHERE project_id IN ${projects} AND timestamp >= fromUnixTimestamp64Milli(${from})
         AND timestamp < fromUnixTimestamp64Milli(${until})
       LIMIT ${MAX_ROWS})
     WHERE value != '' AND value ILIKE ${like}
     GROUP BY value ORDER BY count DESC, value LIMIT ${MAX_VALUES}
     SETTINGS max_execution_time = 2, timeout_overflow_mode = 'break', max_block_size = 16384`,
    parameters.values,
  );
}

/** Values with the typed text in them; none for a key that has no texts. */
export async function suggestEventValues(
  key: string,
  typed: string,
  scope: SuggestionScope,
): Promise<Suggested[]> {
  if (key.length > MAX_KEY) return [];
  const parameters = new Parameters("search_");
  const field = parseField(key);
  if (field.kind === "function") return [];
  const column =
    (field.type === null ? ERROR_COLUMNS.get(field.name) : undefined) ?? tagColumn(field, "any", parameters);
  if (column.type !== "string") return [];
  return mostFrequent(column.each ? `arrayJoin(${column.each})` : column.sql, typed, scope, parameters);
}

/** Keys of tags with the typed text in them. */
export const suggestTagKeys = (typed: string, scope: SuggestionScope): Promise<Suggested[]> =>
  mostFrequent("arrayJoin(mapKeys(tags))", typed, scope, new Parameters("search_"));
