import type { Queryable } from "#lib/db.ts";

// Bounded, so that the first run after a long pause does not hold locks for minutes.
const MOST_AT_ONCE = 50_000;

/**
 * Forgets what people wrote once their organization's retention is over.
 * @returns whether more of it may be left.
 */
export async function expireFeedback(on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query(
    `DELETE FROM feedback WHERE id IN (
       SELECT f.id FROM feedback f
       JOIN project p ON p.id = f.project_id JOIN organization o ON o.id = p.organization_id
       WHERE f.received_at < now() - make_interval(days => o.retention_days)
       LIMIT ${MOST_AT_ONCE})`,
  );
  return rowCount === MOST_AT_ONCE;
}
