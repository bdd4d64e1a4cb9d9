// The events of deleted groups go from ClickHouse in the background: each statement rewrites parts, so many groups
// share one. A batch that was under way stores its rows a moment later; a second pass takes those.
import type { PoolClient } from "pg";
import { z } from "zod";
import { clickhouse, queryRows } from "#lib/clickhouse.ts";
import { selectRows } from "#lib/db.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import { enqueueJob } from "#lib/queue/jobs.ts";

export const DELETE_EVENTS_JOB = "delete-events";

// 10,000 ids make a statement of 100 KB; 256 KB are the most.
const GROUPS_AT_ONCE = 10_000;
const SECOND_PASS_MS = 3_600_000;
const ATTACHMENTS_AT_ONCE = 10_000;

const Payload = z.object({
  projectId: z.number(),
  groupIds: z.array(z.string().regex(/^\d+$/)),
  isLast: z.boolean().default(false),
});
type Payload = z.infer<typeof Payload>;
const PayloadRow = z.object({ payload: Payload });
const IdRow = z.object({ id: z.string() });

/** Has the events of groups deleted, once the transaction that deletes the groups commits. */
export async function requestEventDeletion(
  on: PoolClient,
  projectId: number,
  groupIds: readonly string[],
): Promise<void> {
  for (let at = 0; at < groupIds.length; at += GROUPS_AT_ONCE)
    await enqueueJob(on, {
      kind: DELETE_EVENTS_JOB,
      payload: { projectId, groupIds: groupIds.slice(at, at + GROUPS_AT_ONCE) },
    });
}

/** The attachments of the events that are about to go; their blobs go by their day. */
async function deleteAttachments(on: PoolClient, { projectId, groupIds }: Payload): Promise<void> {
  const { rows } = await on.query("SELECT FROM attachment WHERE project_id = $1 LIMIT 1", [projectId]);
  if (rows.length === 0) return;
  for (let after = ""; ;) {
    const events = await queryRows(
      IdRow,
      `SELECT toString(event_id) AS id FROM errors
       WHERE project_id = {project:UInt32} AND group_id IN ${groupList(groupIds.map(BigInt))}
         AND toString(event_id) > {after:String} ORDER BY id LIMIT ${ATTACHMENTS_AT_ONCE}`,
      { project: projectId, after },
    );
    const ids = events.map(({ id }) => id);
    await on.query("DELETE FROM attachment WHERE project_id = $1 AND event_id = ANY ($2::uuid[])", [
      projectId,
      ids,
    ]);
    if (ids.length < ATTACHMENTS_AT_ONCE) return;
    after = ids.at(-1) ?? "";
  }
}

/** Takes what else waits for the same, up to the most that one statement holds. */
async function gather(on: PoolClient, first: Payload): Promise<Payload> {
  const others = await selectRows(
    on,
    PayloadRow,
    `DELETE FROM job WHERE id IN (
       SELECT id FROM job WHERE id IN (
         SELECT id FROM (
           SELECT id, sum(jsonb_array_length(payload -> 'groupIds')) OVER (ORDER BY id) AS groups FROM job
           WHERE kind = $1 AND run_at <= now() AND (payload -> 'projectId')::int = $2
             AND coalesce((payload -> 'isLast')::boolean, false) = $3) AS waiting
         WHERE groups <= $4)
       FOR UPDATE SKIP LOCKED)
     RETURNING payload`,
    [DELETE_EVENTS_JOB, first.projectId, first.isLast, GROUPS_AT_ONCE - first.groupIds.length],
  );
  return { ...first, groupIds: [...first.groupIds, ...others.flatMap(({ payload }) => payload.groupIds)] };
}

/** The job; `on` is the transaction that forgets it. */
export async function deleteEvents(payload: unknown, on: PoolClient): Promise<void> {
  const work = await gather(on, Payload.parse(payload));
  const { projectId, groupIds, isLast } = work;
  await deleteAttachments(on, work);
  await clickhouse().command({
    query: `DELETE FROM errors WHERE project_id = {project:UInt32} AND group_id IN ${groupList(groupIds.map(BigInt))}`,
    query_params: { project: projectId },
    // The parts are rewritten after the answer: that may take longer than anybody waits.
    clickhouse_settings: { lightweight_deletes_sync: "0" },
  });
  if (!isLast)
    await enqueueJob(on, {
      kind: DELETE_EVENTS_JOB,
      payload: { projectId, groupIds, isLast: true },
      runAt: new Date(Date.now() + SECOND_PASS_MS),
    });
}
