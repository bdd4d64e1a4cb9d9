// What people wrote about the events of an issue.
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { type Feedback, readFeedback } from "#lib/feedback/queries.ts";
import { cutTimePage, readTimeKeyset, type TimePage } from "#lib/time-keyset.ts";

const Key = z.object({ id: z.coerce.bigint() });

// From the feedback of the project on: there is little of it, and an issue may have millions of events.
const pageOf = (back: boolean) => `
  SELECT f.id FROM feedback f
  JOIN event_id e ON e.event_id = f.associated_event_id AND e.project_id = f.project_id
  WHERE f.project_id = $1 AND e.group_id = ANY ($2::bigint[]) AND f.status <> 'SPAM'
    AND ($3::timestamptz IS NULL OR (f."timestamp", f.id) ${back ? ">" : "<"} ($3, $4::bigint))
  ORDER BY f."timestamp" ${back ? "ASC" : "DESC"}, f.id ${back ? "ASC" : "DESC"} LIMIT $5`;

/** Newest first, spam left out. */
export async function feedbackOfIssue(
  scope: IssueScope,
  asked: { cursor: string | null; limit: number },
): Promise<TimePage<Feedback>> {
  const keyset = readTimeKeyset(asked.cursor);
  const keys = await selectRows(pool(), Key, pageOf(keyset?.back ?? false), [
    scope.projectId,
    scope.groupIds.map(String),
    keyset ? new Date(keyset.at) : null,
    keyset ? String(keyset.id) : null,
    asked.limit + 1,
  ]);
  const rows = await readFeedback(keys.map(({ id }) => id));
  const ordered = keys.flatMap(({ id }) => rows.find((row) => row.id === id) ?? []);
  return cutTimePage(ordered, asked.limit, keyset, ({ timestamp, id }) => ({ at: timestamp, id }));
}
