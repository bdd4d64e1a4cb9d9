// Searches are made by people, and may ask for more than a server should do: each has its limits.
import { ClickHouseError } from "@clickhouse/client";
import type { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { SearchError } from "#lib/search/search-error.ts";

const TIMEOUT = "159";
const OUT_OF_MEMORY = "241";

/** What a question to ClickHouse may take; put behind its SETTINGS. */
export const SEARCH_LIMITS = "max_execution_time = 10, max_memory_usage = 400000000, max_block_size = 16384";

/** What the asker can do something about. */
export const tooMuch = (): SearchError =>
  new SearchError("The query reads too much: choose a shorter time range, fewer projects or more filters.", {
    at: 0,
    length: 0,
  });

/** The same for what a server says; anything else is a fault of ours. */
export function explained(error: unknown): unknown {
  if (!(error instanceof ClickHouseError)) return error;
  return error.code === TIMEOUT || error.code === OUT_OF_MEMORY ? tooMuch() : error;
}

/** As queryRows, within the limits of a search. @throws SearchError when they are not enough. */
export const searchRows = <Row extends z.ZodType>(
  row: Row,
  query: string,
  parameters: Record<string, unknown>,
): Promise<z.infer<Row>[]> =>
  queryRows(row, `${query}\nSETTINGS ${SEARCH_LIMITS}`, parameters).catch((error: unknown) => {
    throw explained(error);
  });
