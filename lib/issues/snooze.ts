// Archives that end by a condition.
import { absoluteTime } from "#lib/format/absolute-time.ts";
import { counted } from "#lib/format/count.ts";
import type { ChangeWork } from "#lib/issues/change-work.ts";
import type { ArchiveCondition } from "#lib/issues/schema.ts";

const within = (minutes: number | undefined) =>
  minutes === undefined ? "" : ` within ${counted(minutes, "minute")}`;

/** What follows "archived": until when. */
export function archiveWords(until: "forever" | "escalating" | ArchiveCondition): string {
  if (until === "forever") return "forever";
  if (until === "escalating") return "until it escalates";
  const { count, windowMinutes, userCount, userWindowMinutes } = until;
  const words: string[] = [];
  if (count !== undefined) words.push(`${counted(count, "more event")}${within(windowMinutes)}`);
  if (userCount !== undefined) words.push(`${counted(userCount, "more user")}${within(userWindowMinutes)}`);
  if (until.until !== undefined) words.push(absoluteTime(until.until, "UTC"));
  return `until ${words.join(" or ")}`;
}

/** Sets the condition of issues that were just archived; counts begin with what each has now. */
export async function saveSnoozes(
  { on, access, now }: ChangeWork,
  ids: readonly number[],
  condition: ArchiveCondition,
): Promise<void> {
  const { until, count, windowMinutes, userCount, userWindowMinutes } = condition;
  await on.query(
    `INSERT INTO issue_snooze (issue_id, until, count, window_minutes, user_count, user_window_minutes,
       start_times_seen, user_id, created_at)
     SELECT id, $2, $3, $4, $5, $6, times_seen, $7, $8 FROM issue WHERE id = ANY ($1)`,
    [
      ids,
      until === undefined ? null : new Date(until),
      count ?? null,
      count === undefined ? null : (windowMinutes ?? null),
      userCount ?? null,
      userCount === undefined ? null : (userWindowMinutes ?? null),
      access.userId,
      new Date(now),
    ],
  );
}
