import type { PoolClient } from "pg";

/** Forgets windows that are over; each quota's latest stays until the next has begun an hour ago. */
export async function expireQuotaUsage(on: Pick<PoolClient, "query">): Promise<void> {
  await on.query(
    `DELETE FROM quota_usage usage USING quota
     WHERE quota.id = usage.quota_id
       AND usage.window_start + make_interval(secs => quota.window_seconds) < now() - interval '1 hour'`,
  );
}
