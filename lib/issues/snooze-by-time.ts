// Archives that end at a date, after so many users, or by what happened within a window: looked at by the clock.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { counted } from "#lib/format/count.ts";
import { countSince, NEWEST_GROUPS } from "#lib/issues/events-of-issues.ts";
import { type Awake, wakeIssues } from "#lib/issues/wake-issues.ts";

const AT_ONCE = 500;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const IdRow = z.object({ issueId: z.number() });

/** Brings archived issues back whose time has come. @returns true when there are more. */
export async function wakeByDate(on: PoolClient, now = Date.now()): Promise<boolean> {
  const rows = await selectRows(
    on,
    IdRow,
    `SELECT i.id AS "issueId" FROM issue_snooze s JOIN issue i ON i.id = s.issue_id
     WHERE s.until <= $1 AND i.status = 'ARCHIVED' LIMIT ${AT_ONCE} FOR NO KEY UPDATE OF i SKIP LOCKED`,
    [new Date(now)],
  );
  const detail = "as its time was over";
  await wakeIssues(
    on,
    rows.map(({ issueId }) => ({ issueId, why: "date", detail })),
    now,
  );
  return rows.length === AT_ONCE;
}

const ConditionRow = z.object({
  id: z.number(),
  projectId: z.number(),
  groupIds: z.array(z.coerce.bigint()),
  count: z.number().nullable(),
  windowMinutes: z.number().nullable(),
  userCount: z.number().nullable(),
  userWindowMinutes: z.number().nullable(),
  createdAt: z.date().transform((date) => date.getTime()),
});
type Condition = z.infer<typeof ConditionRow>;

// Only a new event can meet a condition. A day is more than an event takes to get here, short of a disaster.
const CONDITIONS = `
  SELECT i.id, i.project_id AS "projectId", s.count, s.window_minutes AS "windowMinutes",
    s.user_count AS "userCount", s.user_window_minutes AS "userWindowMinutes", s.created_at AS "createdAt",
    ${NEWEST_GROUPS} AS "groupIds"
  FROM issue_snooze s JOIN issue i ON i.id = s.issue_id
  WHERE i.id > $1 AND i.status = 'ARCHIVED' AND i.merged_into_id IS NULL
    AND (s.window_minutes IS NOT NULL OR s.user_count IS NOT NULL)
    AND i.times_seen > s.start_times_seen AND i.last_seen > $2
  ORDER BY i.id LIMIT ${AT_ONCE}`;

const within = (minutes: number | null) => (minutes === null ? "" : ` within ${counted(minutes, "minute")}`);

function startOf(createdAt: number, minutes: number | null, now: number): number {
  return minutes === null ? createdAt : Math.max(createdAt, now - minutes * MINUTE);
}

/** What of the condition has happened; null when nothing has. */
function meets(condition: Condition, numbers: { events: number; users: number }): Awake | null {
  const { id: issueId, count, windowMinutes, userCount, userWindowMinutes } = condition;
  const awake = (detail: string): Awake => ({ issueId, why: "condition", detail, data: numbers });
  if (count !== null && windowMinutes !== null && numbers.events >= count)
    return awake(`after ${counted(numbers.events, "event")}${within(windowMinutes)}`);
  if (userCount !== null && numbers.users >= userCount)
    return awake(`after it happened to ${counted(numbers.users, "user")}${within(userWindowMinutes)}`);
  return null;
}

/** Those that nobody changes at this moment, and that are still archived so. */
async function holdSnoozed(on: PoolClient, awake: readonly Awake[]): Promise<Awake[]> {
  const rows = await selectRows(
    on,
    IdRow,
    `SELECT i.id AS "issueId" FROM issue i WHERE i.id = ANY ($1) AND i.substatus = 'ARCHIVED_UNTIL_CONDITION_MET'
     FOR NO KEY UPDATE OF i SKIP LOCKED`,
    [awake.map(({ issueId }) => issueId)],
  );
  const held = new Set(rows.map(({ issueId }) => issueId));
  return awake.filter(({ issueId }) => held.has(issueId));
}

/** Brings archived issues back whose condition is met. */
export async function wakeByCondition(on: PoolClient, now = Date.now()): Promise<void> {
  const awake: Awake[] = [];
  for (let after = 0; ;) {
    const found = await selectRows(on, ConditionRow, CONDITIONS, [after, new Date(now - DAY)]);
    const numbers = await countSince(
      found.map((one) => ({
        ...one,
        // What is not asked for is not read.
        eventsFrom: one.windowMinutes === null ? now : startOf(one.createdAt, one.windowMinutes, now),
        usersFrom: one.userCount === null ? now : startOf(one.createdAt, one.userWindowMinutes, now),
      })),
      now,
    );
    awake.push(...found.flatMap((one) => meets(one, numbers.get(one.id) ?? { events: 0, users: 0 }) ?? []));
    const last = found.at(-1);
    if (!last || found.length < AT_ONCE) break;
    after = last.id;
  }
  // Only now: the digest would wait for what is held while ClickHouse counts.
  await wakeIssues(on, await holdSnoozed(on, awake), now);
}
