// An archive until so many more events counts from what its issue had when it began. What it gets by merging is not
// more of it, and what it loses by unmerging is not less.
import type { PoolClient } from "pg";

/** Before the counts of `childIds` are added to the issue that they are merged into. */
export async function raiseSnooze(
  on: PoolClient,
  parentId: number,
  childIds: readonly number[],
): Promise<void> {
  await on.query(
    `UPDATE issue_snooze SET start_times_seen = start_times_seen + c.times
     FROM (SELECT coalesce(sum(times_seen), 0) AS times FROM issue WHERE id = ANY ($2)) AS c WHERE issue_id = $1`,
    [parentId, childIds],
  );
}

const MOVED = `
  SELECT x.target, x.fresh, sum(h.times_seen) AS times
  FROM json_to_recordset($1) AS x(id bigint, target int, fresh boolean) JOIN grouping_hash h USING (id)
  GROUP BY x.target, x.fresh`;

const RAISE_TARGETS = `
  UPDATE issue_snooze s SET start_times_seen = s.start_times_seen + m.times
  FROM (${MOVED}) AS m WHERE s.issue_id = m.target AND NOT m.fresh`;

// A hidden issue still says how many it brought. When the archive began later, nothing tells which of them came
// before it: then they stay counted as they are. No archive waits for more than it was set to.
const LOWER_SOURCE = `
  UPDATE issue_snooze s SET start_times_seen = least(s.start_times_seen - g.before, greatest(0, p.times_seen - g.times))
  FROM issue p, (
    SELECT sum(m.times) AS times, sum(CASE WHEN EXISTS (
        SELECT FROM issue_activity a
        WHERE a.issue_id = m.target AND m.fresh AND a.type = 'MERGED' AND a.created_at >= own.created_at
          AND a.data ? 'parentId')
      THEN least(m.times, i.times_seen) ELSE m.times END) AS before
    FROM issue_snooze own, (${MOVED}) AS m JOIN issue i ON i.id = m.target
    WHERE own.issue_id = $2) AS g
  WHERE s.issue_id = $2 AND p.id = $2 AND g.times IS NOT NULL`;

/** Before the counts of groups leave the issue `sourceId`; `rows` are { id, target, fresh } of each, as JSON. */
export async function moveSnoozes(on: PoolClient, sourceId: number, rows: string): Promise<void> {
  await on.query(RAISE_TARGETS, [rows]);
  await on.query(LOWER_SOURCE, [rows, sourceId]);
}
