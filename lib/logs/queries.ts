// Reads of stored logs: a filtered list, newest first, and all logs of a trace.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { logKeyset, readLogKeyset } from "#lib/logs/keyset.ts";
import { Log, LOG_COLUMNS } from "#lib/logs/log-row.ts";
import type { LogLevel } from "#lib/logs/severity.ts";

/** Empty lists and "" do not filter. `range` in milliseconds since 1970; `limit` at most 1,000. */
export type LogFilters = {
  range: { from: number | null; until: number };
  levels: readonly LogLevel[];
  /** A part of the body; case matters. */
  text: string;
  releases: readonly string[];
  environments: readonly string[];
  cursor: string | null;
  limit: number;
};

export type LogPage = { items: Log[]; previous: string | null; next: string | null };

const MAX_LIMIT = 1_000;
const REACH_MS = 3_600_000;
const TIMEOUT = "SETTINGS max_execution_time = 15";

const idsOf = (projects: readonly ProjectAccess[]) => projects.map((project) => project.projectId);

const WHERE = `project_id IN {projects:Array(UInt32)}
  AND timestamp >= fromUnixTimestamp64Milli({from:Int64}) AND timestamp < fromUnixTimestamp64Milli({until:Int64})
  AND (empty({levels:Array(String)}) OR has({levels:Array(String)}, level))
  AND (empty({releases:Array(String)}) OR has({releases:Array(String)}, release))
  AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))`;

// With LIKE, the index of the body's words rules parts of the table out.
const WITH_TEXT = `AND body LIKE {pattern:String}`;

const listQuery = (hasText: boolean, hasCursor: boolean, back: boolean) => {
  const order = back ? "ASC" : "DESC";
  return `SELECT ${LOG_COLUMNS} FROM logs WHERE ${WHERE} ${hasText ? WITH_TEXT : ""}
    ${hasCursor ? `AND (timestamp, sequence, log_id) ${back ? ">" : "<"} (fromUnixTimestamp64Micro({us:Int64}), {sequence:UInt32}, {id:String})` : ""}
    ORDER BY timestamp ${order}, sequence ${order}, log_id ${order} LIMIT {limit:UInt32} ${TIMEOUT}`;
};

const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/**
 * Logs of the projects, newest first.
 * @public for the page of logs.
 */
export async function listLogs(projects: readonly ProjectAccess[], filters: LogFilters): Promise<LogPage> {
  const { range, levels, releases, environments, text } = filters;
  if (projects.length === 0) return { items: [], previous: null, next: null };
  const limit = Math.min(filters.limit, MAX_LIMIT);
  const cursor = readLogKeyset(filters.cursor);
  const back = cursor?.back ?? false;
  const found = await queryRows(Log, listQuery(text !== "", cursor !== null, back), {
    projects: idsOf(projects),
    from: range.from ?? 0,
    until: range.until,
    levels,
    releases,
    environments,
    limit: limit + 1,
    ...(text !== "" && { pattern: containing(text) }),
    ...(cursor && { us: cursor.us, sequence: cursor.sequence, id: cursor.id }),
  });
  const more = found.length > limit;
  const items = found.slice(0, limit);
  if (back) items.reverse();
  const [first, last] = [items[0], items.at(-1)];
  return {
    items,
    previous: first && (back ? more : cursor) ? logKeyset(first, "p") : null,
    next: last && (back || more) ? logKeyset(last, "n") : null,
  };
}

/**
 * The logs of a trace that were written last before a moment, and shortly after it; oldest first.
 * @param at milliseconds since 1970; logs within an hour of it count, so that few partitions are read.
 * @param limit at most 1,000.
 */
export async function logsOfTrace(
  projects: readonly ProjectAccess[],
  traceId: string,
  at: number,
  limit: number,
): Promise<Log[]> {
  if (projects.length === 0 || !/^[0-9a-f]{32}$/.test(traceId)) return [];
  const rows = await queryRows(
    Log,
    `SELECT ${LOG_COLUMNS} FROM logs
     WHERE project_id IN {projects:Array(UInt32)} AND trace_id = {traceId:String}
       AND timestamp BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({until:Int64})
     ORDER BY logs.timestamp > fromUnixTimestamp64Milli({at:Int64}),
       abs(toUnixTimestamp64Milli(logs.timestamp) - {at:Int64}), sequence
     LIMIT {limit:UInt32} ${TIMEOUT}`,
    {
      projects: idsOf(projects),
      traceId,
      at: Math.round(at),
      from: Math.round(at - REACH_MS),
      until: Math.round(at + REACH_MS),
      limit: Math.min(limit, MAX_LIMIT),
    },
  );
  return rows.sort((a, b) => a.us - b.us || a.sequence - b.sequence);
}
