// How many events an hour are much for an issue of a project: more than 95 % of its issues have.
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const Row = z.object({ projectId: z.coerce.number(), rate: z.coerce.number() });

// A process's own: each computes it once a day.
const known = new Map<number, { rate: number; until: number }>();

/**
 * Events an hour by project; 0 where there is too little to tell. By group, which is what ClickHouse knows: a
 * merged issue counts as its parts.
 */
export async function escalationThresholds(
  projectIds: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, number>> {
  const missing = [...new Set(projectIds)].filter((id) => {
    const found = known.get(id);
    return !found || found.until <= now || found.until > now + DAY;
  });
  if (missing.length > 0) {
    const rows = await queryRows(
      Row,
      `SELECT project_id AS projectId, quantileExact(0.95)(hourly) AS rate FROM (
         SELECT project_id,
           count() / greatest(1, ({now:Int64} - toUnixTimestamp64Milli(min(timestamp))) / ${HOUR}) AS hourly
         FROM errors WHERE project_id IN {projects:Array(UInt32)}
           AND timestamp >= fromUnixTimestamp64Milli({now:Int64} - ${7 * DAY})
           AND timestamp <= fromUnixTimestamp64Milli({now:Int64})
         GROUP BY project_id, group_id
         HAVING count() > 1 AND min(timestamp) < fromUnixTimestamp64Milli({now:Int64} - ${HOUR}))
       GROUP BY project_id`,
      { projects: missing, now },
    );
    const rates = new Map(rows.map(({ projectId, rate }) => [projectId, rate]));
    for (const id of missing) known.set(id, { rate: rates.get(id) ?? 0, until: now + DAY });
  }
  return new Map(projectIds.map((id) => [id, known.get(id)?.rate ?? 0]));
}
