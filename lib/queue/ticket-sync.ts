// The worker brings tickets in line with issues. These jobs wait for other people's servers, so they have a lane of
// their own and hold no transaction meanwhile: whoever takes one puts off its time, and a worker that dies gives it
// back when that has passed.
import { z } from "zod";
import { pool, selectRows, type Queryable } from "#lib/db.ts";

export const TICKET_SYNC_JOB = "ticket-sync";

const JobRow = z.object({
  id: z.coerce.bigint(),
  payload: z.object({ linkId: z.int(), integrationId: z.int() }),
  attempts: z.int(),
});
/** `attempts` counts this one. */
export type TicketSync = z.infer<typeof JobRow>;
const TrackerRow = z.object({ id: z.int() });

/**
 * One job for each open ticket of these issues, and of what was merged into them, whose integration wants to be told
 * that they are resolved. Whoever resolves issues calls this in the same transaction. The key has the time in it, so
 * that a change never waits for a job that is running.
 */
export async function enqueueTicketSync(
  on: Queryable,
  issueIds: readonly number[],
  changedAt: number,
): Promise<void> {
  await on.query(
    `WITH RECURSIVE part AS (
       SELECT id FROM issue WHERE id = ANY ($1::int[])
       UNION SELECT i.id FROM part JOIN issue i ON i.merged_into_id = part.id)
     INSERT INTO job (kind, payload, key)
     SELECT 'ticket-sync', jsonb_build_object('linkId', t.id, 'integrationId', t.integration_id),
       'ticket-sync:' || t.id || ':' || $2::text
     FROM ticket_link t
     JOIN integration g ON g.id = t.integration_id AND g.settings ->> 'onResolve' IN ('comment', 'close')
     WHERE t.status = 'OPEN' AND t.issue_id IN (SELECT id FROM part)
     ON CONFLICT (key) DO NOTHING`,
    [issueIds, String(changedAt)],
  );
}

/** The trackers that something is due for, the longest waiting first. */
export async function listDueTrackers(): Promise<number[]> {
  const rows = await selectRows(
    pool(),
    TrackerRow,
    `SELECT (payload ->> 'integrationId')::int AS id FROM job
     WHERE kind = 'ticket-sync' AND run_at <= now() GROUP BY 1 ORDER BY min(run_at)`,
  );
  return rows.map((row) => row.id);
}

/** Takes the oldest due job of a tracker; null when there is none. It must be done within two minutes. */
export async function takeTicketSync(integrationId: number): Promise<TicketSync | null> {
  const [job] = await selectRows(
    pool(),
    JobRow,
    `UPDATE job SET attempts = attempts + 1, run_at = now() + interval '2 minutes' WHERE id = (
       SELECT id FROM job WHERE kind = 'ticket-sync' AND payload ->> 'integrationId' = $1 AND run_at <= now()
       ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, payload, attempts`,
    [String(integrationId)],
  );
  return job ?? null;
}

/** Forgets a job that is done, or not worth another try. */
export async function forgetTicketSync({ id }: TicketSync): Promise<void> {
  await pool().query("DELETE FROM job WHERE id = $1", [id.toString()]);
}

/** A tracker that is down gets one request a pause, not one for each ticket: all of its jobs wait. */
export async function putOffTicketSync({ id, payload }: TicketSync, runAt: Date, why: string): Promise<void> {
  await pool().query("UPDATE job SET run_at = $2, last_error = $3 WHERE id = $1", [
    id.toString(),
    runAt,
    why,
  ]);
  await pool().query(
    `UPDATE job SET run_at = $2 WHERE id IN (
       SELECT id FROM job WHERE kind = 'ticket-sync' AND payload ->> 'integrationId' = $1 AND run_at < $2
       ORDER BY id FOR UPDATE SKIP LOCKED)`,
    [String(payload.integrationId), runAt],
  );
}
