// What somebody notes for themselves: the others see nothing of it, and the activity does not mention it.
import { RequestError } from "#lib/errors.ts";
import type { ChangeWork } from "#lib/issues/change-work.ts";
import type { IssueChange } from "#lib/issues/schema.ts";

type Mark = Extract<IssueChange, { kind: "subscribe" | "bookmark" | "seen" }>;

// $1 issues, $2 person, $3 time. Whoever leaves stays known, so that nothing subscribes them by itself.
const STATEMENTS = {
  subscribe: {
    on: `INSERT INTO issue_subscription AS s (issue_id, user_id, reason, created_at)
      SELECT id, $2, 'manual', $3 FROM unnest($1::int[]) id ORDER BY id
      ON CONFLICT (issue_id, user_id) DO UPDATE SET is_active = true WHERE NOT s.is_active`,
    off: `INSERT INTO issue_subscription AS s (issue_id, user_id, is_active, reason, created_at)
      SELECT id, $2, false, 'manual', $3 FROM unnest($1::int[]) id ORDER BY id
      ON CONFLICT (issue_id, user_id) DO UPDATE SET is_active = false WHERE s.is_active`,
  },
  bookmark: {
    on: `INSERT INTO issue_bookmark (issue_id, user_id, created_at)
      SELECT id, $2, $3 FROM unnest($1::int[]) id ORDER BY id ON CONFLICT DO NOTHING`,
    off: "DELETE FROM issue_bookmark WHERE issue_id = ANY ($1) AND user_id = $2 AND created_at <= $3",
  },
  seen: {
    on: `INSERT INTO issue_seen (issue_id, user_id, last_seen)
      SELECT id, $2, $3 FROM unnest($1::int[]) id ORDER BY id
      ON CONFLICT (issue_id, user_id) DO UPDATE SET last_seen = excluded.last_seen`,
    off: "DELETE FROM issue_seen WHERE issue_id = ANY ($1) AND user_id = $2 AND last_seen <= $3",
  },
} satisfies Record<Mark["kind"], { on: string; off: string }>;

/** @returns for how many issues it was not so already. */
export async function changeMark(
  { on, access, issues, now }: ChangeWork,
  { kind, on: isOn }: Mark,
): Promise<number> {
  if (access.userId === null)
    throw new RequestError(400, "Only a person can do this: use the token of a user.");
  const result = await on.query(STATEMENTS[kind][isOn ? "on" : "off"], [
    issues.map(({ state }) => state.id),
    access.userId,
    new Date(now),
  ]);
  return result.rowCount ?? 0;
}
