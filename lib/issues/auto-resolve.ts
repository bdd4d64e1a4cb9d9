// Resolves what nobody has seen for as long as its project says.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { enqueueTicketSync } from "#lib/queue/ticket-sync.ts";

const ResolvedRow = z.object({ issueId: z.number() });

const AT_ONCE = 5_000;

// Issues that the digest counts at this moment are just being seen.
const RESOLVE = `
  WITH stale AS (
    SELECT i.id, p.auto_resolve_hours AS hours
    FROM project p CROSS JOIN LATERAL (
      SELECT i.id FROM issue i
      WHERE i.project_id = p.id AND i.status = 'UNRESOLVED' AND i.merged_into_id IS NULL
        AND i.last_seen < $1::timestamptz - p.auto_resolve_hours * interval '1 hour'
        AND i.status_changed_at < $1::timestamptz - p.auto_resolve_hours * interval '1 hour'
      FOR NO KEY UPDATE SKIP LOCKED) i
    WHERE p.auto_resolve_hours > 0 LIMIT ${AT_ONCE}),
  changed AS (
    UPDATE issue i SET status = 'RESOLVED', substatus = NULL, status_changed_at = $1,
      review_reason = NULL, review_since = NULL
    FROM stale WHERE i.id = stale.id RETURNING i.id, stale.hours)
  INSERT INTO issue_activity (issue_id, type, data, created_at)
  SELECT id, 'RESOLVED_BY_AGE', jsonb_build_object('hours', hours, 'detail', 'after '
    || CASE WHEN hours % 24 <> 0 THEN hours || ' hour' || CASE hours WHEN 1 THEN '' ELSE 's' END
      ELSE hours / 24 || ' day' || CASE hours WHEN 24 THEN '' ELSE 's' END END || ' without an event'), $1
  FROM changed RETURNING issue_id AS "issueId"`;

/**
 * An issue that was reopened lately is not resolved at once again: its time begins anew.
 * @returns true when there are more.
 */
export async function autoResolve(on: PoolClient, now = Date.now()): Promise<boolean> {
  const resolved = await selectRows(on, ResolvedRow, RESOLVE, [new Date(now)]);
  const ids = resolved.map(({ issueId }) => issueId);
  if (ids.length > 0) await enqueueTicketSync(on, ids, now);
  return ids.length === AT_ONCE;
}
