// Who changes which issue owns a group holds the groups and then the issues, each in the order of their ids, as the
// digest does when it counts. What else belongs to them is then at rest.
import type { PoolClient } from "pg";
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { inTransaction, type Queryable, selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { IssueLevel } from "#lib/issues/schema.ts";
import { formatShortId } from "#lib/issues/short-id.ts";

const MAX_TRIES = 10;

/** Something was merged, unmerged or given a new group while this transaction waited: look again. */
export class ChangedHands extends Error {
  override name = "ChangedHands";
}

const HeldRow = z.object({
  id: z.number(),
  projectId: z.number(),
  slug: z.string(),
  number: z.number(),
  title: z.string(),
  culprit: z.string(),
  level: IssueLevel,
  timesSeen: z.coerce.number(),
  firstSeen: z.date().transform((date) => date.getTime()),
  mergedIntoId: z.number().nullable(),
});

/** An issue that this transaction holds, with all of its groups. */
export type HeldIssue = Omit<z.infer<typeof HeldRow>, "slug" | "number"> & { shortId: string };

const CountRow = z.object({ count: z.number() });

const OURS = `SELECT i.id FROM issue i JOIN project p ON p.id = i.project_id
  WHERE i.id = ANY ($1) AND p.organization_id = $2`;

/**
 * Holds issues and their groups until the transaction ends.
 * @throws RequestError 404 when an id is not an issue of this organization; ChangedHands when it must be tried again.
 */
export async function holdIssues(
  on: PoolClient,
  access: OrganizationAccess,
  ids: readonly number[],
): Promise<HeldIssue[]> {
  const asked = [ids, access.organizationId];
  const { rowCount } = await on.query(
    `SELECT id FROM grouping_hash WHERE issue_id IN (${OURS}) ORDER BY id FOR NO KEY UPDATE`,
    asked,
  );
  await on.query(`${OURS} ORDER BY i.id FOR NO KEY UPDATE OF i`, asked);
  // Read after the wait: a join that waited would show the other rows as they were before.
  const rows = await selectRows(
    on,
    HeldRow,
    `SELECT i.id, i.project_id AS "projectId", p.slug, i.number, i.title, i.culprit, i.level,
       i.times_seen AS "timesSeen", i.first_seen AS "firstSeen", i.merged_into_id AS "mergedIntoId"
     FROM issue i JOIN project p ON p.id = i.project_id
     WHERE i.id = ANY ($1) AND p.organization_id = $2 ORDER BY i.id`,
    asked,
  );
  if (rows.length !== ids.length) throw new RequestError(404, "There is no such issue.");
  const [groups] = await selectRows(
    on,
    CountRow,
    "SELECT count(*)::int AS count FROM grouping_hash WHERE issue_id = ANY ($1)",
    [ids],
  );
  if (groups?.count !== rowCount) throw new ChangedHands();
  return rows.map(({ slug, number, ...row }) => ({ ...row, shortId: formatShortId(slug, number) }));
}

/** Runs `work` in a transaction, and again when issues changed hands in the meantime. */
export async function untilAtRest<T>(work: (on: PoolClient) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await inTransaction(work);
    } catch (error) {
      if (!(error instanceof ChangedHands) || tries === MAX_TRIES) throw error;
    }
  }
}

const FollowRow = z.object({ asked: z.number(), id: z.number() });

/**
 * The visible issues that these are or became part of, each once.
 * @throws RequestError 404 when an id is not an issue of this organization.
 */
export async function followMerged(
  on: Queryable,
  access: OrganizationAccess,
  ids: readonly number[],
): Promise<number[]> {
  const rows = await selectRows(
    on,
    FollowRow,
    `WITH RECURSIVE up AS (
       SELECT i.id AS asked, i.id, i.merged_into_id FROM issue i WHERE i.id IN (${OURS})
       UNION ALL SELECT up.asked, i.id, i.merged_into_id FROM up JOIN issue i ON i.id = up.merged_into_id)
     SELECT asked, id FROM up WHERE merged_into_id IS NULL ORDER BY id`,
    [ids, access.organizationId],
  );
  if (rows.length !== new Set(ids).size) throw new RequestError(404, "There is no such issue.");
  return [...new Set(rows.map((row) => row.id))];
}

const TreeRow = z.object({ id: z.number(), parentId: z.number() });

/** All issues that were merged into these, over any number of steps, each with what it was merged into. */
export const mergedBelow = (on: PoolClient, ids: readonly number[]): Promise<z.infer<typeof TreeRow>[]> =>
  selectRows(
    on,
    TreeRow,
    `WITH RECURSIVE down AS (
       SELECT id, merged_into_id FROM issue WHERE merged_into_id = ANY ($1)
       UNION SELECT i.id, i.merged_into_id FROM down JOIN issue i ON i.merged_into_id = down.id)
     SELECT id, merged_into_id AS "parentId" FROM down ORDER BY id`,
    [ids],
  );
