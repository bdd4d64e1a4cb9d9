import type { Queryable } from "#lib/db.ts";

const MOST_AT_ONCE = 100_000;

/**
 * Forgets the ids of items other than errors whose retention is over; see lib/events/expire-event-ids.ts.
 * @returns whether more of them may be left.
 */
export async function expireItemIds(on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query(
    `DELETE FROM item_id WHERE ctid IN (
       SELECT i.ctid FROM item_id i
       LEFT JOIN project p ON p.id = i.project_id LEFT JOIN organization o ON o.id = p.organization_id
       WHERE i.received_at < now() - (SELECT make_interval(days => coalesce(min(retention_days), 0)) FROM organization)
         AND i.received_at < now() - make_interval(days => coalesce(o.retention_days, 0))
       LIMIT ${MOST_AT_ONCE})`,
  );
  return rowCount === MOST_AT_ONCE;
}
