// One change for one or many issues, in one transaction and a few statements, whatever their number.
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { inTransaction } from "#lib/db.ts";
import { addActivities } from "#lib/issues/add-activities.ts";
import { changeAssignee } from "#lib/issues/change-assignee.ts";
import { changeMark } from "#lib/issues/change-mark.ts";
import { changePriority } from "#lib/issues/change-priority.ts";
import { changeStatus } from "#lib/issues/change-status.ts";
import type { Changed, ChangeWork } from "#lib/issues/change-work.ts";
import { lockIssues } from "#lib/issues/issue-state.ts";
import { prepareResolution } from "#lib/issues/resolution-target.ts";
import { reviewIssues } from "#lib/issues/review-issues.ts";
import type { ChangeOutcome, IssueChange, IssueUpdate } from "#lib/issues/schema.ts";
import { saveUndo } from "#lib/issues/undo.ts";

type Mark = "subscribe" | "bookmark" | "seen";
type StateChange = Exclude<IssueChange, { kind: Mark }>;

const isMark = (change: IssueChange): change is Extract<IssueChange, { kind: Mark }> =>
  change.kind === "subscribe" || change.kind === "bookmark" || change.kind === "seen";

function changeState(work: ChangeWork, change: StateChange): Promise<Changed> {
  switch (change.kind) {
    case "assign":
      return changeAssignee(work, change.assignee);
    case "priority":
      return changePriority(work, change.priority);
    case "review":
      return reviewIssues(work);
    default:
      return changeStatus(work, change);
  }
}

/** What is set by changes that leave no time in the issue, by which undo tells whether it is still so. */
function valueOf(change: StateChange): string | null {
  if (change.kind === "priority") return change.priority;
  if (change.kind !== "assign" || change.assignee === null) return null;
  return `${change.assignee.type}:${change.assignee.id}`;
}

/** Those who left stay away. */
async function subscribeAll({ on }: ChangeWork, { ids, subscribes = [] }: Changed, kind: string) {
  if (subscribes.length === 0) return;
  await on.query(
    `INSERT INTO issue_subscription (issue_id, user_id, reason)
     SELECT i, u, $3 FROM unnest($1::int[]) i, unnest($2::int[]) u ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    [ids, [...new Set(subscribes)], kind === "assign" ? "assigned" : "status_change"],
  );
}

/**
 * Makes the change and notes it in each issue's activity; issues that are already so stay untouched, and so do
 * those that were merged into another.
 * @throws RequestError 404 when an id is not an issue of this organization, 400 for a stranger as assignee and
 *   for a release that cannot be meant.
 */
export async function updateIssues(
  access: OrganizationAccess,
  { ids, change }: IssueUpdate,
  now = Date.now(),
): Promise<ChangeOutcome> {
  demand(access, "event:write");
  await prepareResolution(access, change);
  return inTransaction(async (on) => {
    const work = { on, access, issues: await lockIssues(on, access, ids), now };
    if (isMark(change)) return { changed: await changeMark(work, change), undo: null };
    const changed = await changeState(work, change);
    if (changed.ids.length === 0) return { changed: 0, undo: null };
    await addActivities(on, changed.entries, { userId: access.userId, now });
    await subscribeAll(work, changed, change.kind);
    const touched = new Set(changed.ids);
    const before = work.issues.flatMap(({ state }) => (touched.has(state.id) ? [state] : []));
    const entry = {
      kind: "states" as const,
      change: change.kind,
      at: now,
      set: valueOf(change),
      issues: before,
    };
    return { changed: touched.size, undo: await saveUndo(on, access, entry, now) };
  });
}
