// Archived issues come back: what they waited for has happened.
import type { PoolClient } from "pg";
import { addActivities } from "#lib/issues/add-activities.ts";

export type Awake = {
  issueId: number;
  /** What has happened, as the rest of the activity's sentence. */
  detail: string;
  why: "condition" | "date" | "escalating";
  data?: Readonly<Record<string, unknown>>;
};

// A date says nothing about how bad it is; a condition and a forecast do. What a person set stays.
const WAKE = `
  UPDATE issue i SET status = 'UNRESOLVED', status_changed_at = $2, review_since = $2,
    substatus = CASE WHEN x.why = 'date' THEN 'ONGOING' ELSE 'ESCALATING' END::issue_substatus,
    review_reason = CASE WHEN x.why = 'escalating' THEN 'ESCALATING' ELSE 'UNARCHIVED' END::review_reason,
    priority = CASE WHEN x.why = 'date' OR i.priority_locked THEN i.priority
      WHEN i.priority = 'LOW' THEN 'MEDIUM' ELSE 'HIGH' END
  FROM json_to_recordset($1) AS x("issueId" int, why text) WHERE i.id = x."issueId"`;

/** @param issues archived ones, each once, whose rows the transaction `on` holds. */
export async function wakeIssues(on: PoolClient, issues: readonly Awake[], now: number): Promise<void> {
  if (issues.length === 0) return;
  await on.query(WAKE, [JSON.stringify(issues.map(({ issueId, why }) => ({ issueId, why }))), new Date(now)]);
  const ids = issues.map(({ issueId }) => issueId);
  await on.query("DELETE FROM issue_snooze WHERE issue_id = ANY ($1)", [ids]);
  await on.query("DELETE FROM issue_forecast WHERE issue_id = ANY ($1)", [ids]);
  await addActivities(
    on,
    issues.map(({ issueId, detail, why, data }) => {
      return { issueId, type: why === "escalating" ? "ESCALATING" : "UNARCHIVED", data: { detail, ...data } };
    }),
    { userId: null, now },
  );
}
