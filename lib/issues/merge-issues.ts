// Merges issues into one of them. Nothing in ClickHouse moves: its rows name groups, and the groups change hands.
// The others stay as hidden rows with all that they were, until they are unmerged.
import type { PoolClient } from "pg";
import { z } from "zod";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { addActivities } from "#lib/issues/add-activities.ts";
import { findLearnedRule, learnFromIssues, replaceLearnedRule } from "#lib/issues/learn-from-groups.ts";
import {
  ChangedHands,
  followMerged,
  type HeldIssue,
  holdIssues,
  untilAtRest,
} from "#lib/issues/merge-locks.ts";
import { type ChangeOutcome, MAX_CHANGED_ISSUES } from "#lib/issues/schema.ts";
import { raiseSnooze } from "#lib/issues/snoozes-of-merged.ts";
import { saveUndo } from "#lib/issues/undo.ts";
import { RowId } from "#lib/storable.ts";

export const MergeRequest = z.object({
  ids: z.array(RowId).min(2, "Select at least two issues.").max(MAX_CHANGED_ISSUES),
  /** The issue to keep; the largest when it is left open. */
  parentId: RowId.optional(),
  /** False: later variants become issues of their own, until the rule is turned on. */
  learn: z.boolean().default(true),
});
export type MergeRequest = z.input<typeof MergeRequest>;

export type MergeOutcome = ChangeOutcome & { parentId: number; shortId: string };

const GroupRow = z.object({ issueId: z.number(), groupIds: z.array(z.string()) });

/** The largest issue, and of equal ones the oldest. */
export const largestOf = <Issue extends { id: number; timesSeen: number; firstSeen: number }>(
  issues: readonly Issue[],
): Issue | undefined =>
  issues.toSorted((a, b) => b.timesSeen - a.timesSeen || a.firstSeen - b.firstSeen || a.id - b.id)[0];

const MOVE_COUNTERS = `
  UPDATE issue p SET
    times_seen = p.times_seen + c.times,
    first_seen = least(p.first_seen, c.first),
    last_seen = greatest(p.last_seen, c.last),
    first_release_id = CASE WHEN c.first < p.first_seen THEN c.first_release ELSE p.first_release_id END,
    last_release_id = CASE WHEN c.last > p.last_seen THEN coalesce(c.last_release, p.last_release_id) ELSE p.last_release_id END
  FROM (SELECT sum(times_seen) AS times, min(first_seen) AS first, max(last_seen) AS last,
      (array_agg(first_release_id ORDER BY first_seen, id))[1] AS first_release,
      (array_agg(last_release_id ORDER BY last_seen DESC, id))[1] AS last_release
    FROM issue WHERE id = ANY ($2)) AS c
  WHERE p.id = $1`;

const ADD_ENVIRONMENTS = `
  INSERT INTO issue_environment AS e (issue_id, environment_id, first_seen, last_seen, times_seen)
  SELECT $1, environment_id, min(first_seen), max(last_seen), sum(times_seen) FROM issue_environment
  WHERE issue_id = ANY ($2) GROUP BY environment_id ORDER BY environment_id
  ON CONFLICT (issue_id, environment_id) DO UPDATE SET
    first_seen = least(e.first_seen, excluded.first_seen),
    last_seen = greatest(e.last_seen, excluded.last_seen),
    times_seen = e.times_seen + excluded.times_seen`;

/** @returns the groups that each issue had, in digits, by its id. */
async function moveAll(on: PoolClient, parent: HeldIssue, children: readonly HeldIssue[]) {
  const ids = children.map((child) => child.id);
  const groups = await selectRows(
    on,
    GroupRow,
    `SELECT issue_id AS "issueId", array_agg(id::text) AS "groupIds" FROM grouping_hash
     WHERE issue_id = ANY ($1) GROUP BY issue_id`,
    [ids],
  );
  await on.query("UPDATE grouping_hash SET issue_id = $1 WHERE issue_id = ANY ($2)", [parent.id, ids]);
  await raiseSnooze(on, parent.id, ids);
  await on.query(MOVE_COUNTERS, [parent.id, ids]);
  await on.query(ADD_ENVIRONMENTS, [parent.id, ids]);
  await on.query("UPDATE issue SET merged_into_id = $1 WHERE id = ANY ($2)", [parent.id, ids]);
  return new Map(groups.map(({ issueId, groupIds }) => [issueId, groupIds]));
}

async function note(
  on: PoolClient,
  access: OrganizationAccess,
  parent: HeldIssue,
  children: readonly HeldIssue[],
  now: number,
): Promise<void> {
  const [first] = children;
  const others = children.length - 1;
  const merged = others === 0 ? first?.shortId : `${first?.shortId} and ${others} more`;
  const issueIds = children.slice(0, 100).map((child) => child.id);
  await addActivities(
    on,
    [
      { issueId: parent.id, type: "MERGED", data: { detail: `${merged} into it`, issueIds } },
      ...children.map((child) => ({
        issueId: child.id,
        type: "MERGED" as const,
        data: { detail: `it into ${parent.shortId}`, parentId: parent.id },
      })),
    ],
    { userId: access.userId, now },
  );
}

async function merge(
  on: PoolClient,
  access: OrganizationAccess,
  { ids, parentId, learn }: z.output<typeof MergeRequest>,
  now: number,
): Promise<MergeOutcome> {
  // Somebody may have merged some of them a moment ago; then what they became part of is meant.
  const issues = await holdIssues(on, access, await followMerged(on, access, ids));
  if (issues.some((issue) => issue.mergedIntoId !== null)) throw new ChangedHands();
  const projectIds = new Set(issues.map((issue) => issue.projectId));
  if (projectIds.size > 1) throw new RequestError(400, "Only issues of one project can be merged.");
  const [chosen] = parentId === undefined ? [] : await followMerged(on, access, [parentId]);
  const parent = issues.find((issue) => issue.id === chosen) ?? largestOf(issues);
  if (!parent) throw new RequestError(404, "There is no such issue.");
  const children = issues.filter((issue) => issue !== parent);
  if (children.length === 0) return { parentId: parent.id, shortId: parent.shortId, changed: 0, undo: null };

  const lesson = await learnFromIssues(on, parent.projectId, [
    parent.id,
    ...children.map((child) => child.id),
  ]);
  const groups = await moveAll(on, parent, children);
  await note(on, access, parent, children, now);
  const place = { projectId: parent.projectId, issueId: parent.id };
  if ("matchers" in lesson) await replaceLearnedRule(on, place, lesson, learn);
  else if (learn === false && (await findLearnedRule(on, parent.id)))
    await on.query("UPDATE learned_rule SET is_active = false WHERE issue_id = $1", [parent.id]);
  const undo = await saveUndo(
    on,
    access,
    {
      kind: "merge",
      parentId: parent.id,
      children: children.map((child) => ({
        issueId: child.id,
        groupIds: groups.get(child.id) ?? [],
      })),
    },
    now,
  );
  return { parentId: parent.id, shortId: parent.shortId, changed: children.length, undo };
}

/**
 * Merges issues of one project; their numbers, comments and states stay with the hidden ones.
 * @throws RequestError 404 when an id is not an issue of this organization, 400 for issues of several projects and
 *   for a `parentId` that is none of them.
 */
export async function mergeIssues(
  access: OrganizationAccess,
  request: MergeRequest,
  now = Date.now(),
): Promise<MergeOutcome> {
  demand(access, "event:write");
  const parsed = MergeRequest.safeParse({ ...request, ids: [...new Set(request.ids)] });
  if (!parsed.success)
    throw new RequestError(400, parsed.error.issues[0]?.message ?? "This cannot be merged.");
  const { ids, parentId } = parsed.data;
  if (parentId !== undefined && !ids.includes(parentId))
    throw new RequestError(400, "The issue to keep must be one of those that are merged.");
  return untilAtRest((on) => merge(on, access, parsed.data, now));
}
