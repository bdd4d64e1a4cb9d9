// SQL that makes one row of each session out of its updates. All pages and figures read sessions through it.
import { NIL_UUID } from "#lib/sessions/session-source.ts";

/** Which rows are read; empty lists do not filter. Release and environment never change within a session. */
const ROWS = `project_id IN {projects:Array(UInt32)}
  AND started >= fromUnixTimestamp64Milli({from:Int64}) AND started < fromUnixTimestamp64Milli({until:Int64})
  AND (empty({releases:Array(String)}) OR has({releases:Array(String)}, release))
  AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))`;

// How an update says the session stands, as one number, so that the greatest is the one that counts: a crash over
// anything, an end over "ok", then the higher sequence. A million sessions take 1 s; by argMax over tuples, whose
// states also had to spill to disk, they took 12 s.
const STATUSES = ["ok", "exited", "errored", "abnormal", "unhandled", "other", "crashed"] as const;
const LAST_SEQUENCE = 2 ** 53 - 1;
const code = (status: (typeof STATUSES)[number]) => STATUSES.indexOf(status);
const STANDING = `bitShiftLeft(toUInt64(multiIf(status = 'crashed', 2, status = 'ok', 0, 1)), 57)
  + bitShiftLeft(least(sequence, ${LAST_SEQUENCE}), 3)
  + transform(toString(status), [${STATUSES.map((status) => `'${status}'`).join(", ")}],
    [${STATUSES.map(code).join(", ")}], ${code("other")})`;

const NOT_NIL = `!= toUUID('${NIL_UUID}')`;

/**
 * Columns: project_id, in_release, in_environment, began (ms), distinct_user, sessions, troubled, crashed,
 * abnormal, unhandled; the last five are numbers of sessions.
 *
 * The update with the highest sequence says how a session stands, but what ended it is not taken back by a later
 * "ok", and a crash by nothing at all. It is a session from its first update on, and only that one says it began:
 * updates without it, and repeated ones, add nothing to `sessions`.
 * @param names which of the two names are wanted; the other is empty.
 */
export function reducedSessions(names: { release: boolean; environment: boolean }): string {
  const first = (name: "release" | "environment") =>
    names[name] ? `argMin(toString(${name}), sequence)` : "''";
  const own = (name: "release" | "environment") => (names[name] ? `toString(${name})` : "''");
  const counted = (status: string) => `if(status = '${status}', toUInt64(quantity), 0)`;
  return `
  SELECT project_id, ${first("release")} AS in_release, ${first("environment")} AS in_environment,
    toUnixTimestamp64Milli(argMin(started, sequence)) AS began,
    argMaxIf(distinct_id, sequence, distinct_id ${NOT_NIL}) AS distinct_user,
    bitAnd(max(${STANDING}), 7) AS standing,
    toUInt64(max(init)) AS sessions, toUInt64(max(errors > 0 OR status NOT IN ('ok', 'exited'))) AS troubled,
    toUInt64(standing = ${code("crashed")}) AS crashed, toUInt64(standing = ${code("abnormal")}) AS abnormal,
    toUInt64(standing = ${code("unhandled")}) AS unhandled
  FROM sessions WHERE ${ROWS} AND session_id ${NOT_NIL}
  GROUP BY project_id, session_id
  UNION ALL
  SELECT project_id, ${own("release")} AS in_release, ${own("environment")} AS in_environment,
    toUnixTimestamp64Milli(started) AS began, distinct_id AS distinct_user, 0 AS standing,
    toUInt64(quantity) AS sessions, if(status IN ('ok', 'exited'), 0, toUInt64(quantity)) AS troubled,
    ${counted("crashed")} AS crashed, ${counted("abnormal")} AS abnormal, ${counted("unhandled")} AS unhandled
  FROM sessions WHERE ${ROWS} AND session_id = toUUID('${NIL_UUID}')`;
}

const usersOf = (condition: string) =>
  `uniqExactIf(distinct_user, distinct_user ${NOT_NIL} AND ${condition})`;

/** Sums of reduced sessions, and how many users they are of. */
export const HEALTH_COLUMNS = `sum(sessions) AS total, sum(troubled) AS total_troubled,
  sum(crashed) AS total_crashed, sum(abnormal) AS total_abnormal, sum(unhandled) AS total_unhandled,
  ${usersOf("true")} AS users, ${usersOf("troubled > 0")} AS users_troubled,
  ${usersOf("crashed > 0")} AS users_crashed, ${usersOf("abnormal > 0")} AS users_abnormal,
  ${usersOf("unhandled > 0")} AS users_unhandled`;
