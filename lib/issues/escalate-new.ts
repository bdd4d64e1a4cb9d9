// New issues that happen more often than nearly all others of their project escalate on their first day.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { exactCount } from "#lib/format/count.ts";
import { addActivities } from "#lib/issues/add-activities.ts";
import { escalationThresholds } from "#lib/issues/escalation-thresholds.ts";

const HOUR = 3_600_000;
const FIRST_DAY_MS = 24 * HOUR;
const LEAST_EVENTS = 10;
const AT_ONCE = 1_000;

const Row = z.object({
  id: z.number(),
  projectId: z.number(),
  firstSeen: z.date().transform((date) => date.getTime()),
  timesSeen: z.coerce.number(),
});
type Candidate = z.infer<typeof Row>;

const CANDIDATES = `
  SELECT i.id, p.id AS "projectId", i.first_seen AS "firstSeen", i.times_seen AS "timesSeen"
  FROM project p CROSS JOIN LATERAL (
    SELECT * FROM issue i WHERE i.project_id = p.id AND i.status = 'UNRESOLVED' AND i.first_seen > $1
      AND i.substatus = 'NEW' AND i.times_seen >= ${LEAST_EVENTS} AND i.merged_into_id IS NULL
    ORDER BY i.first_seen DESC LIMIT ${AT_ONCE}) i
  ORDER BY i.id`;

const ESCALATE = `
  WITH held AS (
    SELECT id FROM issue WHERE id = ANY ($1) AND status = 'UNRESOLVED' AND substatus = 'NEW'
    FOR NO KEY UPDATE SKIP LOCKED)
  UPDATE issue i SET substatus = 'ESCALATING', status_changed_at = $2, review_reason = 'ESCALATING',
    review_since = $2,
    priority = CASE WHEN i.priority_locked THEN i.priority WHEN i.priority = 'LOW' THEN 'MEDIUM' ELSE 'HIGH' END
  FROM held WHERE i.id = held.id RETURNING i.id`;

/** Events an hour, of its whole age but at least an hour. */
const rateOf = ({ timesSeen, firstSeen }: Candidate, now: number) =>
  timesSeen / Math.max(1, (now - firstSeen) / HOUR);

/** Looks at the issues of the last day that are still new. */
export async function escalateNew(on: PoolClient, now = Date.now()): Promise<void> {
  const found = await selectRows(on, Row, CANDIDATES, [new Date(now - FIRST_DAY_MS)]);
  if (found.length === 0) return;
  const thresholds = await escalationThresholds(
    found.map(({ projectId }) => projectId),
    now,
  );
  const rates = new Map(
    found.flatMap((issue) => {
      const [rate, most] = [rateOf(issue, now), thresholds.get(issue.projectId) ?? 0];
      return most > 0 && rate > most ? [[issue.id, { rate, most }] as const] : [];
    }),
  );
  if (rates.size === 0) return;
  const escalated = await selectRows(on, z.object({ id: z.number() }), ESCALATE, [
    [...rates.keys()],
    new Date(now),
  ]);
  await addActivities(
    on,
    escalated.map(({ id }) => {
      const { rate = 0, most = 0 } = rates.get(id) ?? {};
      const detail = `with ${exactCount(rate)} events an hour; most issues here have at most ${exactCount(most)}`;
      return { issueId: id, type: "ESCALATING", data: { detail, rate, threshold: most } };
    }),
    { userId: null, now },
  );
}
