import type { Queryable } from "#lib/db.ts";

// Bounded, so that the first run after a long pause does not hold locks for minutes.
const MOST_AT_ONCE = 50_000;

/**
 * Forgets check-ins whose organization's retention is over; their monitors stay.
 * @returns whether more of them may be left.
 */
export async function expireCheckIns(on: Queryable): Promise<boolean> {
  // The shortest retention comes first because it is one value: only that can use the index on started_at.
  const { rowCount } = await on.query(
    `DELETE FROM check_in WHERE id IN (
       SELECT c.id FROM check_in c JOIN monitor m ON m.id = c.monitor_id
       JOIN project p ON p.id = m.project_id JOIN organization o ON o.id = p.organization_id
       WHERE c.started_at < now() - (SELECT make_interval(days => min(retention_days)) FROM organization)
         AND c.started_at < now() - make_interval(days => o.retention_days)
       LIMIT ${MOST_AT_ONCE})`,
  );
  return rowCount === MOST_AT_ONCE;
}
