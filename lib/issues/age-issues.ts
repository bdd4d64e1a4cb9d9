import type { PoolClient } from "pg";

/** After seven days an issue is no longer new, escalating or regressed: it is ongoing. */
export async function ageIssues(on: Pick<PoolClient, "query">): Promise<void> {
  await on.query(
    `UPDATE issue SET substatus = 'ONGOING'
     WHERE status = 'UNRESOLVED' AND substatus IN ('NEW', 'ESCALATING', 'REGRESSED')
       AND status_changed_at < now() - interval '7 days'`,
  );
}
