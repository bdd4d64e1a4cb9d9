import type { PoolClient } from "pg";

// Bounded, so that the first run after a long pause does not hold locks for minutes; the next run goes on.
const MOST_AT_ONCE = 100_000;

/** Forgets the ids of events whose retention is over; ClickHouse drops the events themselves by TTL. */
export async function expireEventIds(on: Pick<PoolClient, "query">): Promise<void> {
  await on.query(
    `DELETE FROM event_id WHERE ctid IN (
       SELECT e.ctid FROM event_id e
       LEFT JOIN project p ON p.id = e.project_id LEFT JOIN organization o ON o.id = p.organization_id
       WHERE e.received_at < now() - make_interval(days => coalesce(o.retention_days, 1))
       LIMIT ${MOST_AT_ONCE})`,
  );
}
