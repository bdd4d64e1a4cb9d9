// What an issue says of itself, taken from an event of its newest group: for one that is split off, and for the one
// that it leaves behind.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { isHandled } from "#lib/events/error-row.ts";
import { newestEvents } from "#lib/issues/learn-from-groups.ts";
import { formatShortId } from "#lib/issues/short-id.ts";
import { describeEvent } from "#lib/issues/title.ts";

const NewestRow = z.object({ id: z.coerce.bigint(), title: z.string() });
const MadeRow = z.object({ id: z.number(), number: z.number(), slug: z.string() });

/** How the newest of some groups describes itself; without a whole event, by its title alone. */
async function describeNewest(on: PoolClient, projectId: number, groupIds: readonly bigint[]) {
  const [newest] = await selectRows(
    on,
    NewestRow,
    `SELECT id, title FROM grouping_hash WHERE id = ANY ($1)
     ORDER BY (times_seen > 0) DESC, last_seen DESC, id DESC LIMIT 1`,
    [groupIds.map(String)],
  );
  const [event] = newest ? await newestEvents(projectId, [newest.id]) : [];
  if (!event) return { title: newest?.title || null, culprit: null, metadata: null, unhandled: null };
  const { title, culprit, metadata } = describeEvent(event);
  return { title, culprit, metadata: JSON.stringify(metadata), unhandled: isHandled(event) === false };
}

/**
 * Makes an issue like another one, for groups that leave it. The caller holds the project.
 * @returns it without counts; they come with the groups.
 */
export async function splitIssue(
  on: PoolClient,
  source: { id: number; projectId: number },
  groupIds: readonly bigint[],
): Promise<{ id: number; shortId: string }> {
  const { title, culprit, metadata, unhandled } = await describeNewest(on, source.projectId, groupIds);
  const [made] = await selectRows(
    on,
    MadeRow,
    `WITH numbered AS (
       UPDATE project SET last_issue_number = last_issue_number + 1 WHERE id = $2
       RETURNING id, slug, last_issue_number AS number)
     INSERT INTO issue (project_id, number, type, title, culprit, metadata, level, platform, logger, priority,
       unhandled, substatus, review_reason, first_seen, last_seen)
     SELECT n.id, n.number, i.type, coalesce($3, i.title), coalesce($4, i.culprit), coalesce($5::jsonb, i.metadata),
       i.level, i.platform, i.logger, i.priority, coalesce($6, i.unhandled), 'ONGOING', 'MANUAL', i.first_seen, i.last_seen
     FROM issue i, numbered n WHERE i.id = $1
     RETURNING id, number, (SELECT slug FROM numbered) AS slug`,
    [source.id, source.projectId, title, culprit, metadata, unhandled],
  );
  if (!made) throw new Error("The issue to split is not there");
  return { id: made.id, shortId: formatShortId(made.slug, made.number) };
}

/** Lets the issue speak for what is left of it, when the newest of its events went elsewhere. */
export async function describeAnew(
  on: PoolClient,
  source: { id: number; projectId: number },
  groupIds: readonly bigint[],
): Promise<void> {
  const { title, culprit, metadata, unhandled } = await describeNewest(on, source.projectId, groupIds);
  await on.query(
    `UPDATE issue SET title = coalesce($2, title), culprit = coalesce($3, culprit),
       metadata = coalesce($4::jsonb, metadata), unhandled = coalesce($5, unhandled) WHERE id = $1`,
    [source.id, title, culprit, metadata, unhandled],
  );
}
