// Deletes issues for good: with their hidden parts, their groups, and, in the background, their events. What comes
// after that is a new issue.
import type { PoolClient } from "pg";
import { z } from "zod";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { requestEventDeletion } from "#lib/issues/delete-events.ts";
import {
  ChangedHands,
  type HeldIssue,
  holdIssues,
  mergedBelow,
  untilAtRest,
} from "#lib/issues/merge-locks.ts";
import { MAX_CHANGED_ISSUES } from "#lib/issues/schema.ts";

const GroupRow = z.object({ id: z.string(), projectId: z.number() });

/**
 * Holds the issues with all that was merged into them, and with every group. One that was merged is not followed:
 * nobody deletes what they did not name.
 */
export async function holdWhole(
  on: PoolClient,
  access: OrganizationAccess,
  ids: readonly number[],
): Promise<{ roots: HeldIssue[]; allIds: number[] }> {
  const named = new Set(ids);
  const below = (await mergedBelow(on, ids)).filter(({ id }) => !named.has(id));
  const held = await holdIssues(on, access, [...ids, ...below.map(({ id }) => id)]);
  const roots = held.filter(({ id }) => named.has(id));
  if (roots.some(({ mergedIntoId }) => mergedIntoId !== null))
    throw new RequestError(404, "There is no such issue.");
  if ((await mergedBelow(on, ids)).length !== below.length) throw new ChangedHands();
  return { roots, allIds: held.map(({ id }) => id) };
}

/** Deletes issues that the transaction holds. */
export async function deleteHeld(on: PoolClient, allIds: readonly number[]): Promise<void> {
  const groups = await selectRows(
    on,
    GroupRow,
    `SELECT id::text, project_id AS "projectId" FROM grouping_hash WHERE issue_id = ANY ($1) ORDER BY id`,
    [allIds],
  );
  for (const [projectId, list] of Map.groupBy(groups, (group) => group.projectId))
    await requestEventDeletion(
      on,
      projectId,
      list.map(({ id }) => id),
    );
  // The groups first: a hash names two issues, and looking for it once is enough.
  await on.query("DELETE FROM grouping_hash WHERE issue_id = ANY ($1)", [allIds]);
  await on.query("DELETE FROM issue WHERE id = ANY ($1)", [allIds]);
}

/** @throws RequestError 400 when it is none, or too many to change at once. */
export function checkSelection(ids: readonly number[]): number[] {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0 || wanted.length > MAX_CHANGED_ISSUES)
    throw new RequestError(400, `Select 1 to ${MAX_CHANGED_ISSUES} issues.`);
  return wanted;
}

/**
 * Deletes issues of any projects of the organization.
 * @returns how many they were.
 * @throws RequestError 404 when an id is not an issue of this organization.
 */
export async function deleteIssues(access: OrganizationAccess, ids: readonly number[]): Promise<number> {
  demand(access, "event:admin");
  const wanted = checkSelection(ids);
  return untilAtRest(async (on) => {
    const { roots, allIds } = await holdWhole(on, access, wanted);
    await deleteHeld(on, allIds);
    return roots.length;
  });
}
