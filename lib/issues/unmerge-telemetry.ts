// What ClickHouse holds of groups, by environment: exactly the events that are counted already.
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { selectRows } from "#lib/db.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import { ChangedHands } from "#lib/issues/merge-locks.ts";

// A statement may have 256 KB: the groups take up to 100 of them, the events that are left out another 100.
const GROUPS_AT_ONCE = 5_000;
const MAX_PENDING = 2_500;

const Row = z.object({
  group: z.coerce.bigint(),
  environment: z.string(),
  count: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  firstRelease: z.string(),
  lastRelease: z.string(),
});
/** Times are milliseconds since 1970; a release is "" when the event named none. */
export type GroupTelemetry = z.infer<typeof Row>;

const PendingRow = z.object({ id: z.string(), group: z.coerce.bigint() });
type Pending = z.infer<typeof PendingRow>;

// Only what is in a batch can have rows in ClickHouse and no count yet.
const PENDING = `
  WITH claimed AS (
    SELECT j.id, j.received_at FROM ingest_journal j
    WHERE j.id IN (SELECT unnest(journal_ids) FROM digest_batch) AND j.project_id = $1)
  SELECT e.event_id::text AS id, e.group_id AS group FROM event_id e
  WHERE e.project_id = $1 AND e.journal_id IN (SELECT id FROM claimed)
    AND e.received_at >= (SELECT min(received_at) FROM claimed) - interval '1 second'
  ORDER BY e.event_id`;

const readPending = (on: PoolClient, projectId: number) => selectRows(on, PendingRow, PENDING, [projectId]);

async function readChunk(
  projectId: number,
  groupIds: readonly bigint[],
  pending: readonly Pending[],
): Promise<GroupTelemetry[]> {
  const wanted = new Set(groupIds);
  const ids = pending.filter(({ group }) => wanted.has(group)).map(({ id }) => `'${id}'`);
  if (ids.length > MAX_PENDING) throw new ChangedHands();
  return queryRows(
    Row,
    `SELECT toString(group_id) AS group, environment, count() AS count,
       toUnixTimestamp64Milli(min(timestamp)) AS first, toUnixTimestamp64Milli(max(timestamp)) AS last,
       argMin(release, timestamp) AS firstRelease, argMaxIf(release, timestamp, release != '') AS lastRelease
     FROM errors WHERE project_id = {project:UInt32} AND group_id IN ${groupList(groupIds)}
       ${ids.length > 0 ? `AND event_id NOT IN (${ids.join(",")})` : ""}
     GROUP BY group_id, environment ORDER BY group_id, environment`,
    { project: projectId },
  );
}

/**
 * The counted events of groups that this transaction holds: while it does, nobody counts more.
 * @throws ChangedHands when a batch was placed meanwhile; the next try knows of it.
 */
export async function countedTelemetry(
  on: PoolClient,
  projectId: number,
  groupIds: readonly bigint[],
): Promise<GroupTelemetry[]> {
  const pending = await readPending(on, projectId);
  const rows: GroupTelemetry[] = [];
  for (let at = 0; at < groupIds.length; at += GROUPS_AT_ONCE)
    for (const row of await readChunk(projectId, groupIds.slice(at, at + GROUPS_AT_ONCE), pending))
      rows.push(row);
  const wanted = new Set(groupIds);
  const known = new Set(pending.map(({ id }) => id));
  const now = await readPending(on, projectId);
  if (now.some(({ id, group }) => wanted.has(group) && !known.has(id))) throw new ChangedHands();
  return rows;
}
