// Archived issues that happen more often within a clock hour than was to be expected come back.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { exactCount } from "#lib/format/count.ts";
import { countSince, NEWEST_GROUPS } from "#lib/issues/events-of-issues.ts";
import { expectedToday } from "#lib/issues/forecasts.ts";
import { type Awake, wakeIssues } from "#lib/issues/wake-issues.ts";

const HOUR = 3_600_000;
const AT_ONCE = 500;
/** So long after an hour, its last events are counted. */
const LATE_MS = 5 * 60_000;

const Row = z.object({
  id: z.number(),
  projectId: z.number(),
  archivedAt: z.date().transform((date) => date.getTime()),
  groupIds: z.array(z.coerce.bigint()),
});

// By project, because that is how issues are indexed by when they were last seen.
const CANDIDATES = `
  SELECT i.id, p.id AS "projectId", i.status_changed_at AS "archivedAt",
    ${NEWEST_GROUPS} AS "groupIds"
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

type Found = z.infer<typeof Row>;

/** Those of them that had more events in the hour that `until` is in than were expected. */
async function judge(on: PoolClient, found: readonly Found[], until: number): Promise<Awake[]> {
  const hour = until - (until % HOUR);
  const expected = await expectedToday(on, found, until);
  const since = found.map((issue) => {
    // What was there when it was archived did not keep anyone from archiving it.
    const from = Math.max(hour, issue.archivedAt);
    return { ...issue, eventsFrom: from, usersFrom: from };
  });
  const counts = await countSince(since, until);
  return found.flatMap(({ id }) => {
    const [events, ceiling] = [counts.get(id)?.events ?? 0, expected.get(id) ?? 0];
    if (events <= ceiling) return [];
    const detail = `with ${exactCount(events)} events in an hour, where at most ${exactCount(ceiling)} were expected`;
    return [{ issueId: id, why: "escalating", detail, data: { events, expected: ceiling } }];
  });
}

async function escalateHour(on: PoolClient, until: number, now: number): Promise<void> {
  const awake: Awake[] = [];
  for (let after = 0; ;) {
    const found = await selectRows(on, Row, CANDIDATES, [after, new Date(until - (until % HOUR))]);
    awake.push(...(await judge(on, found, until)));
    const last = found.at(-1);
    if (!last || found.length < AT_ONCE) break;
    after = last.id;
  }
  // Only now: the digest would wait for what is held while ClickHouse counts.
  await wakeIssues(on, await holdArchived(on, awake), now);
}

/** Looks at the archived issues that had events in this clock hour and, while they still come in, in the one before. */
export async function escalateArchived(on: PoolClient, now = Date.now()): Promise<void> {
  const sinceHour = now % HOUR;
  if (sinceHour < LATE_MS) await escalateHour(on, now - sinceHour - 1, now);
  await escalateHour(on, now, now);
}
