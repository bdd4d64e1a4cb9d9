const DAY_MS = 86_400_000;

/** `at`: about when it happened, in milliseconds since 1970; with it only the days around are read. */
export type TimeHint = { at?: number };

/** Which rows are the trace's. A span that was sent twice is there twice. */
export function traceScope(projectIds: readonly number[], traceId: string, { at }: TimeHint, time: string) {
  const around = `AND ${time} >= fromUnixTimestamp64Milli({from:Int64}) AND ${time} <= fromUnixTimestamp64Milli({until:Int64})`;
  return {
    where: `project_id IN {projects:Array(UInt32)} AND trace_id = {trace:String} ${at === undefined ? "" : around}`,
    parameters: {
      projects: projectIds,
      trace: traceId,
      ...(at !== undefined && { from: Math.max(0, Math.trunc(at) - DAY_MS), until: Math.trunc(at) + DAY_MS }),
    },
  };
}
