// All of an issue that people change, as Postgres writes it in JSON: what undo keeps, and puts back unread.
import type { PoolClient } from "pg";
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { IssueLevel, IssuePriority, IssueStatus, IssueSubstatus } from "#lib/issues/schema.ts";

/** A row of issue_resolution. */
const ResolutionState = z.looseObject({
  kind: z.enum(["IN_RELEASE", "IN_NEXT_RELEASE", "IN_COMMIT"]),
  release_id: z.int().nullable(),
  current_version: z.string().nullable(),
  commit: z.string().nullable(),
});

export const IssueState = z.object({
  id: z.int(),
  status: IssueStatus,
  substatus: IssueSubstatus.nullable(),
  status_changed_at: z.string(),
  priority: IssuePriority,
  priority_locked: z.boolean(),
  review_reason: z.string().nullable(),
  review_since: z.string().nullable(),
  assignee_user_id: z.int().nullable(),
  assignee_team_id: z.int().nullable(),
  assigned_by: z.string().nullable(),
  resolution: ResolutionState.nullable(),
  /** A row of issue_snooze. */
  snooze: z.looseObject({}).nullable(),
});
export type IssueState = z.infer<typeof IssueState>;

const LockedRow = z.object({
  state: IssueState,
  projectId: z.number(),
  level: IssueLevel,
  firstSeen: z.date().transform((date) => date.getTime()),
  timesSeen: z.coerce.bigint(),
  lastReleaseId: z.number().nullable(),
  isMerged: z.boolean(),
});

/** An issue whose row this transaction holds. */
export type LockedIssue = Omit<z.infer<typeof LockedRow>, "isMerged">;

// jsonb_build_object, not to_jsonb(i): titles and metadata of ten thousand issues would come along.
const READ = `
  SELECT jsonb_build_object('id', i.id, 'status', i.status, 'substatus', i.substatus,
      'status_changed_at', i.status_changed_at, 'priority', i.priority, 'priority_locked', i.priority_locked,
      'review_reason', i.review_reason, 'review_since', i.review_since, 'assignee_user_id', i.assignee_user_id,
      'assignee_team_id', i.assignee_team_id, 'assigned_by', i.assigned_by,
      'resolution', to_jsonb(r), 'snooze', to_jsonb(s)) AS state,
    i.project_id AS "projectId", i.level, i.first_seen AS "firstSeen", i.times_seen AS "timesSeen",
    i.last_release_id AS "lastReleaseId", i.merged_into_id IS NOT NULL AS "isMerged"
  FROM issue i JOIN project p ON p.id = i.project_id
  LEFT JOIN issue_resolution r ON r.issue_id = i.id LEFT JOIN issue_snooze s ON s.issue_id = i.id
  WHERE i.id = ANY ($1) AND p.organization_id = $2 ORDER BY i.id`;

/**
 * Locks issues in the order of their ids, so that two bulk changes never wait for each other.
 * @returns them as they are now, without those that were merged into another.
 * @throws RequestError 404 when an id is not an issue of this organization.
 */
export async function lockIssues(
  on: PoolClient,
  access: OrganizationAccess,
  ids: readonly number[],
): Promise<LockedIssue[]> {
  const wanted = [...new Set(ids)];
  await on.query(
    `SELECT i.id FROM issue i JOIN project p ON p.id = i.project_id
     WHERE i.id = ANY ($1) AND p.organization_id = $2 ORDER BY i.id FOR NO KEY UPDATE OF i`,
    [wanted, access.organizationId],
  );
  // Read after the wait: a join that waited would show the other rows as they were before.
  const rows = await selectRows(on, LockedRow, READ, [wanted, access.organizationId]);
  if (rows.length !== wanted.length || rows.every((row) => row.isMerged))
    throw new RequestError(404, "There is no such issue.");
  return rows.filter((row) => !row.isMerged);
}
