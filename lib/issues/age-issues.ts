import type { PoolClient } from "pg";
import { NEW_FOR_MS } from "#lib/issues/substatus.ts";

const AT_ONCE = 5_000;

// What the digest counts at this moment is left to the next run: the two lock issues in different orders. The
// priority is again what initialPriority says, unless a person chose it.
const AGE = `
  WITH aged AS (
    SELECT id FROM issue
    WHERE status = 'UNRESOLVED' AND substatus IN ('NEW', 'ESCALATING', 'REGRESSED') AND status_changed_at <= $1
    LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED),
  changed AS (
    UPDATE issue i SET substatus = 'ONGOING', priority = CASE
        WHEN i.priority_locked THEN i.priority
        WHEN i.level IN ('DEBUG', 'INFO') THEN 'LOW'
        WHEN i.level = 'WARNING' THEN 'MEDIUM'
        ELSE 'HIGH' END
    FROM aged WHERE i.id = aged.id RETURNING i.id)
  INSERT INTO issue_activity (issue_id, type, data, created_at)
  SELECT id, 'ONGOING', '{"detail": "after 7 days"}', $2 FROM changed`;

/**
 * After seven days an issue is no longer new, escalating or regressed: it is ongoing.
 * @returns true when there are more.
 */
export async function ageIssues(on: PoolClient, now = Date.now()): Promise<boolean> {
  const result = await on.query(AGE, [new Date(now - NEW_FOR_MS), new Date(now)]);
  return result.rowCount === AT_ONCE;
}
