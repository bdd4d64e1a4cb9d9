// Takes a change of issues back: they are again exactly what they were, unless somebody changed them since.
import type { PoolClient } from "pg";
import { z } from "zod";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { selectRows } from "#lib/db.ts";
import { addActivities, type NewActivity } from "#lib/issues/add-activities.ts";
import type { IssueState } from "#lib/issues/issue-state.ts";
import { untilAtRest } from "#lib/issues/merge-locks.ts";
import type { ChangeOutcome } from "#lib/issues/schema.ts";
import { type StatesBefore, takeUndo } from "#lib/issues/undo.ts";
import { undoMerge } from "#lib/issues/unmerge-groups.ts";

const IdRow = z.object({ id: z.number() });
const NameRow = z.object({ key: z.string(), name: z.string() });

// The types of the columns turn the JSON back.
const restoring = (columns: readonly string[]) => `
  UPDATE issue i SET ${columns.map((column) => `${column} = b.${column}`).join(", ")}
  FROM jsonb_populate_recordset(null::issue, $1) b WHERE i.id = b.id`;

const REVIEW = ["review_reason", "review_since"];
const STATUS = {
  restore: restoring(["status", "substatus", "status_changed_at", ...REVIEW]),
  isAsLeft: "status_changed_at = $2",
};

/** How each change is taken back, and what tells that nothing came after it: $2 is when it was made, $3 what it set. */
const WAYS: Readonly<Record<StatesBefore["change"], { restore: string; isAsLeft: string }>> = {
  resolve: STATUS,
  unresolve: STATUS,
  archive: STATUS,
  assign: {
    restore: restoring(["assignee_user_id", "assignee_team_id", "assigned_by"]),
    isAsLeft: `assigned_by = 'PERSON'
      AND coalesce('user:' || assignee_user_id, 'team:' || assignee_team_id) IS NOT DISTINCT FROM $3`,
  },
  priority: {
    restore: restoring(["priority", "priority_locked"]),
    isAsLeft: "priority_locked AND priority::text = $3",
  },
  review: {
    restore: restoring(["substatus", ...REVIEW]).replace(
      " SET ",
      " SET priority = CASE WHEN i.priority_locked THEN i.priority ELSE b.priority END, ",
    ),
    isAsLeft: "review_reason IS NULL AND status_changed_at <= $2",
  },
};

const isStatus = (change: StatesBefore["change"]) =>
  change === "resolve" || change === "unresolve" || change === "archive";

/** A release that was deleted since takes its resolution along, as it would have. */
async function withRelease(on: PoolClient, issues: readonly IssueState[]) {
  const resolutions = issues.flatMap(({ resolution }) => resolution ?? []);
  const ids = resolutions.flatMap(({ release_id: id }) => id ?? []);
  const rows = await selectRows(on, IdRow, "SELECT id FROM release WHERE id = ANY ($1) FOR KEY SHARE", [ids]);
  const known = new Set(rows.map(({ id }) => id));
  return resolutions.filter(({ release_id: id }) => id === null || known.has(id));
}

async function restoreConditions(on: PoolClient, issues: readonly IssueState[]): Promise<void> {
  const ids = issues.map(({ id }) => id);
  for (const [table, rows] of [
    ["issue_resolution", await withRelease(on, issues)],
    ["issue_snooze", issues.flatMap(({ snooze }) => snooze ?? [])],
  ] as const) {
    await on.query(`DELETE FROM ${table} WHERE issue_id = ANY ($1)`, [ids]);
    await on.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  }
}

type Names = ReadonlyMap<string, string>;

const nameIn = (names: Names, { assignee_user_id: userId, assignee_team_id: teamId }: IssueState) =>
  names.get(userId === null ? `team:${teamId}` : `user:${userId}`);

/** Of those who still belong to the organization. */
async function namesOfAssignees(
  on: PoolClient,
  access: OrganizationAccess,
  issues: readonly IssueState[],
): Promise<Names> {
  const rows = await selectRows(
    on,
    NameRow,
    `SELECT 'user:' || u.id AS key, u.name FROM membership m JOIN "user" u ON u.id = m.user_id
     WHERE m.organization_id = $1 AND u.id = ANY ($2)
     UNION ALL SELECT 'team:' || id, name FROM team WHERE organization_id = $1 AND id = ANY ($3)`,
    [
      access.organizationId,
      issues.map((issue) => issue.assignee_user_id),
      issues.map((issue) => issue.assignee_team_id),
    ],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}

function entryOf(change: StatesBefore["change"], issue: IssueState, names: Names): NewActivity[] {
  const { id: issueId, priority, assignee_user_id: userId, assignee_team_id: teamId } = issue;
  const detail = "again, by taking a change back";
  switch (change) {
    case "review":
      return [];
    case "priority":
      return [{ issueId, type: "PRIORITY", data: { detail: `to ${priority.toLowerCase()}`, priority } }];
    case "assign": {
      const assignee = nameIn(names, issue);
      if (assignee === undefined) return [{ issueId, type: "UNASSIGNED" }];
      return [{ issueId, type: "ASSIGNED", data: { assignee, userId, teamId, detail } }];
    }
    default:
      return [{ issueId, type: issue.status, data: { detail } }];
  }
}

/** @returns the entries of the issues that are as they were again, and how many these are. */
async function restoreStates(on: PoolClient, access: OrganizationAccess, before: StatesBefore) {
  const { change, at, set } = before;
  const names: Names =
    change === "assign" ? await namesOfAssignees(on, access, before.issues) : new Map<string, string>();
  const issues = before.issues.map((issue) =>
    change === "assign" && nameIn(names, issue) === undefined
      ? { ...issue, assignee_user_id: null, assignee_team_id: null }
      : issue,
  );
  const { restore, isAsLeft } = WAYS[change];
  const rows = await selectRows(
    on,
    IdRow,
    `SELECT id FROM issue WHERE id = ANY ($1) AND merged_into_id IS NULL AND $2::timestamptz IS NOT NULL
       AND coalesce($3::text, '') IS NOT NULL AND ${isAsLeft} ORDER BY id FOR NO KEY UPDATE`,
    [issues.map(({ id }) => id), new Date(at), set],
  );
  const ids = new Set(rows.map(({ id }) => id));
  const restored = issues.filter(({ id }) => ids.has(id));
  await on.query(restore, [JSON.stringify(restored)]);
  if (isStatus(change)) await restoreConditions(on, restored);
  return { changed: restored.length, entries: restored.flatMap((issue) => entryOf(change, issue, names)) };
}

/**
 * Takes back what `undo` names; an issue that was changed again since stays as it is.
 * @throws RequestError 404 when it is over, was used, or is somebody else's.
 */
export async function undoIssues(
  access: OrganizationAccess,
  undo: string,
  now = Date.now(),
): Promise<ChangeOutcome> {
  demand(access, "event:write");
  return untilAtRest(async (on) => {
    const entry = await takeUndo(on, access, undo, now);
    if (entry.kind === "merge") return { changed: await undoMerge(on, access, entry, now), undo: null };
    const { changed, entries } = await restoreStates(on, access, entry);
    await addActivities(on, entries, { userId: access.userId, now });
    return { changed, undo: null };
  });
}
