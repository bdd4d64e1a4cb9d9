import type { Queryable } from "#lib/db.ts";

const MOST_AT_ONCE = 100_000;

/** Forgets attachments whose retention is over; their blobs go by their day. @returns whether more may be left. */
export async function expireAttachments(on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query(
    `DELETE FROM attachment WHERE ctid IN (
       SELECT ctid FROM attachment WHERE expires_at < now() LIMIT ${MOST_AT_ONCE})`,
  );
  return rowCount === MOST_AT_ONCE;
}
