import type { Queryable } from "#lib/db.ts";

// Bounded, so that the first run after a long pause does not hold locks for minutes.
const MOST_AT_ONCE = 100_000;

/**
 * Forgets the ids of events whose retention is over; ClickHouse drops the events themselves by TTL.
 * @returns whether more of them may be left.
 */
export async function expireEventIds(on: Queryable): Promise<boolean> {
  // The shortest retention comes first because it is one value: only that can use the index on received_at.
  const { rowCount } = await on.query(
    `DELETE FROM event_id WHERE ctid IN (
       SELECT e.ctid FROM event_id e
       LEFT JOIN project p ON p.id = e.project_id LEFT JOIN organization o ON o.id = p.organization_id
       WHERE e.received_at < now() - (SELECT make_interval(days => coalesce(min(retention_days), 0)) FROM organization)
         AND e.received_at < now() - make_interval(days => coalesce(o.retention_days, 0))
       LIMIT ${MOST_AT_ONCE})`,
  );
  return rowCount === MOST_AT_ONCE;
}
