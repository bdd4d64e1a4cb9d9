// Archived issues that happen more often within a clock hour than was to be expected come back.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { exactCount } from "#lib/format/count.ts";
import { countSince } from "#lib/issues/events-of-issues.ts";
import { expectedToday } from "#lib/issues/forecasts.ts";
import { type Awake, wakeIssues } from "#lib/issues/wake-issues.ts";

const HOUR = 3_600_000;
const AT_ONCE = 500;

const Row = z.object({
  id: z.number(),
  projectId: z.number(),
  archivedAt: z.date().transform((date) => date.getTime()),
  groupIds: z.array(z.coerce.bigint()),
});

// By project, because that is how issues are indexed by when they were last seen.
const CANDIDATES = `
  SELECT i.id, p.id AS "projectId", i.status_changed_at AS "archivedAt",
    array(SELECT h.id FROM grouping_hash h WHERE h.issue_id = i.id ORDER BY h.id DESC LIMIT 500) AS "groupIds"
  FROM project p CROSS JOIN LATERAL (
    SELECT * FROM issue i WHERE i.project_id = p.id AND i.status = 'ARCHIVED' AND i.last_seen >= $2
      AND i.substatus = 'ARCHIVED_UNTIL_ESCALATING' AND i.merged_into_id IS NULL AND i.id > $1) i
  ORDER BY i.id LIMIT ${AT_ONCE}`;

/** Those that nobody changes at this moment, and that are still archived so. */
async function holdArchived(on: PoolClient, awake: readonly Awake[]): Promise<Awake[]> {
  const rows = await selectRows(
    on,
    z.object({ id: z.number() }),
    `SELECT id FROM issue WHERE id = ANY ($1) AND substatus = 'ARCHIVED_UNTIL_ESCALATING'
     FOR NO KEY UPDATE SKIP LOCKED`,
    [awake.map(({ issueId }) => issueId)],
  );
  const held = new Set(rows.map(({ id }) => id));
  return awake.filter(({ issueId }) => held.has(issueId));
}

/** Looks at the archived issues that had events in this clock hour. */
export async function escalateArchived(on: PoolClient, now = Date.now()): Promise<void> {
  const thisHour = now - (now % HOUR);
  for (let after = 0; ;) {
    const found = await selectRows(on, Row, CANDIDATES, [after, new Date(thisHour)]);
    const last = found.at(-1);
    if (!last) return;
    const expected = await expectedToday(on, found, now);
    const since = found.map((issue) => {
      // What was there when it was archived did not keep anyone from archiving it.
      const from = Math.max(thisHour, issue.archivedAt);
      return { ...issue, eventsFrom: from, usersFrom: from };
    });
    const counts = await countSince(since, now);
    const awake = found.flatMap(({ id }): Awake[] => {
      const [events, ceiling] = [counts.get(id)?.events ?? 0, expected.get(id) ?? 0];
      if (events <= ceiling) return [];
      const detail = `with ${exactCount(events)} events in an hour, where at most ${exactCount(ceiling)} were expected`;
      return [{ issueId: id, why: "escalating", detail, data: { events, expected: ceiling } }];
    });
    await wakeIssues(on, await holdArchived(on, awake), now);
    if (found.length < AT_ONCE) return;
    after = last.id;
  }
}
