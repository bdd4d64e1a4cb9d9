// Whom issues hit, and how many of them said so.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { pool, selectRows } from "#lib/db.ts";
import type { TimeRange } from "#lib/issues/schema.ts";

/** People who reported an issue, and the event that was reported last; an issue that nobody reported has none. */
export type Reports = { people: number; lastEventId: string };

const Row = z.object({ issueId: z.number(), people: z.coerce.number(), lastEventId: z.string() });

// From what people wrote, which is little, to the events it is about: each look-up by a primary key. One person may
// write twice; whoever left no name counts as one.
const STATEMENT = `
  SELECT h.issue_id AS "issueId",
    count(DISTINCT coalesce(nullif(lower(f.email), ''), nullif(f.name, ''), f.id::text)) AS people,
    replace((array_agg(f.associated_event_id::text ORDER BY f.timestamp DESC, f.id DESC))[1], '-', '') AS "lastEventId"
  FROM feedback f
  JOIN project p ON p.id = f.project_id AND p.organization_id = $1
  JOIN event_id e ON e.event_id = f.associated_event_id AND e.project_id = f.project_id
  JOIN grouping_hash h ON h.id = e.group_id AND h.project_id = f.project_id
  WHERE f.status IN ('UNRESOLVED', 'RESOLVED')
    AND f.project_id IN (SELECT project_id FROM issue WHERE id = ANY($2::int[]))
    AND f.timestamp >= to_timestamp($3::float8 / 1000) AND f.timestamp < to_timestamp($4::float8 / 1000)
    AND (cardinality($5::text[]) = 0 OR f.environment = ANY($5::text[]))
    AND h.issue_id = ANY($2::int[])
  GROUP BY h.issue_id`;

/** What people reported of these issues within the range, by issue: one query for a whole list. Spam does not count. */
export async function feedbackCounts(
  access: OrganizationAccess,
  issueIds: readonly number[],
  range: TimeRange,
  environments: readonly string[],
): Promise<Map<number, Reports>> {
  if (issueIds.length === 0) return new Map();
  const rows = await selectRows(pool(), Row, STATEMENT, [
    access.organizationId,
    [...issueIds],
    range.from ?? 0,
    range.until,
    [...environments],
  ]);
  return new Map(rows.map(({ issueId, people, lastEventId }) => [issueId, { people, lastEventId }]));
}
