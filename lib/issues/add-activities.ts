import type { Queryable } from "#lib/db.ts";
import type { ActivityType } from "#prisma/enums.ts";

/** An entry; `data.detail` is the rest of its sentence, ready to read. */
export type NewActivity = { issueId: number; type: ActivityType; data?: Readonly<Record<string, unknown>> };

/** Notes what happened to many issues. `userId` is null when Debrief did it by itself. */
export async function addActivities(
  on: Queryable,
  entries: readonly NewActivity[],
  by: { userId: number | null; now: number },
): Promise<void> {
  if (entries.length === 0) return;
  await on.query(
    `INSERT INTO issue_activity (issue_id, user_id, type, data, created_at)
     SELECT "issueId", $2, type::activity_type, coalesce(data, '{}'), $3
     FROM json_to_recordset($1) AS x("issueId" int, type text, data jsonb)`,
    [JSON.stringify(entries), by.userId, new Date(by.now)],
  );
}
