import type { Queryable } from "#lib/db.ts";

/** After seven days an issue is no longer new, escalating or regressed: it is ongoing. */
export async function ageIssues(on: Queryable): Promise<void> {
  // What the digest counts at this moment is left to the next run: the two lock issues in different orders.
  await on.query(
    `UPDATE issue SET substatus = 'ONGOING' WHERE id IN (
       SELECT id FROM issue
       WHERE status = 'UNRESOLVED' AND substatus IN ('NEW', 'ESCALATING', 'REGRESSED')
         AND status_changed_at < now() - interval '7 days'
       FOR NO KEY UPDATE SKIP LOCKED)`,
  );
}
