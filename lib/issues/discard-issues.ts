// Discarding: the issues are deleted, and what has one of their hashes is dropped from now on, without being counted.
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { checkSelection, deleteHeld, holdWhole } from "#lib/issues/delete-issues.ts";
import { untilAtRest } from "#lib/issues/merge-locks.ts";

const BURY = `
  WITH stone AS MATERIALIZED (
    SELECT id AS issue_id, nextval(pg_get_serial_sequence('issue_tombstone', 'id'))::int AS id, project_id, title, culprit, level
    FROM issue WHERE id = ANY ($1)),
  made AS (
    INSERT INTO issue_tombstone (id, project_id, title, culprit, level, user_id, created_at)
    SELECT id, project_id, title, culprit, level, $2, $3 FROM stone)
  INSERT INTO discarded_hash (project_id, hash, tombstone_id)
  SELECT h.project_id, h.hash, stone.id FROM grouping_hash h JOIN stone USING (issue_id) ORDER BY 1, 2
  ON CONFLICT (project_id, hash) DO UPDATE SET tombstone_id = excluded.tombstone_id`;

/**
 * Deletes issues and drops all that would have become part of them.
 * @returns how many they were.
 * @throws RequestError 404 when an id is not an issue of this organization.
 */
export async function discardIssues(
  access: OrganizationAccess,
  ids: readonly number[],
  now = Date.now(),
): Promise<number> {
  demand(access, "event:admin");
  const wanted = checkSelection(ids);
  return untilAtRest(async (on) => {
    const { roots, allIds } = await holdWhole(on, access, wanted);
    await on.query(BURY, [roots.map(({ id }) => id), access.userId, new Date(now)]);
    await deleteHeld(on, allIds);
    return roots.length;
  });
}
