// Archives that end after so many events end in the transaction that counts them: not one event late.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { counted } from "#lib/format/count.ts";
import { wakeIssues } from "#lib/issues/wake-issues.ts";

const MetRow = z.object({ issueId: z.number(), count: z.number() });

/** @param issueIds archived issues that the transaction `on` has counted, so that it holds their rows. */
export async function wakeByCount(on: PoolClient, issueIds: readonly number[]): Promise<void> {
  if (issueIds.length === 0) return;
  const met = await selectRows(
    on,
    MetRow,
    `SELECT s.issue_id AS "issueId", s.count FROM issue_snooze s JOIN issue i ON i.id = s.issue_id
     WHERE s.issue_id = ANY ($1) AND s.window_minutes IS NULL AND i.times_seen - s.start_times_seen >= s.count`,
    [issueIds],
  );
  await wakeIssues(
    on,
    met.map(({ issueId, count }) => {
      return { issueId, why: "condition", detail: `after ${counted(count, "more event")}`, data: { count } };
    }),
    Date.now(),
  );
}
