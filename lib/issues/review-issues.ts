import type { Changed, ChangeWork } from "#lib/issues/change-work.ts";
import { initialPriority } from "#lib/issues/priority.ts";

const FRESH = new Set(["NEW", "REGRESSED", "ESCALATING"]);

/** Takes issues out of the inbox: somebody looked, so what was new about them is ongoing. */
export async function reviewIssues({ on, issues }: ChangeWork): Promise<Changed> {
  const waiting = issues.filter(({ state }) => state.review_reason !== null);
  const rows = waiting.map(({ state, level }) => {
    const isFresh = state.status === "UNRESOLVED" && FRESH.has(state.substatus ?? "");
    const substatus = isFresh ? "ONGOING" : state.substatus;
    const priority = isFresh && !state.priority_locked ? initialPriority(level) : state.priority;
    return { id: state.id, substatus, priority };
  });
  await on.query(
    `UPDATE issue i SET review_reason = NULL, review_since = NULL, substatus = x.substatus::issue_substatus,
       priority = x.priority::issue_priority
     FROM json_to_recordset($1) AS x(id int, substatus text, priority text) WHERE i.id = x.id`,
    [JSON.stringify(rows)],
  );
  const ids = rows.map(({ id }) => id);
  return { ids, entries: ids.map((issueId) => ({ issueId, type: "REVIEWED" })) };
}
