// The stored forecasts of archived issues: made when they are first needed, and again after a week.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import type { IssueGroups } from "#lib/events/group-mapping.ts";
import { hoursOfWeek } from "#lib/issues/events-of-issues.ts";
import { forecastCeilings, UNKNOWN_CEILING } from "#lib/issues/forecast.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GOOD_FOR_DAYS = 7;

type Archived = IssueGroups & { projectId: number; archivedAt: number };

const Row = z.object({ issueId: z.number(), day: z.number(), ceilings: z.array(z.number()) });

async function storedForecasts(on: PoolClient, issueIds: readonly number[]) {
  const rows = await selectRows(
    on,
    Row,
    `SELECT issue_id AS "issueId", starts_on - DATE '1970-01-01' AS day, ceilings
     FROM issue_forecast WHERE issue_id = ANY ($1)`,
    [issueIds],
  );
  return new Map(rows.map((row) => [row.issueId, row]));
}

/**
 * From what happened before the archive or, later, before this hour: what is happening now must not raise what is
 * expected.
 */
async function makeForecasts(on: PoolClient, issues: readonly Archived[], now: number) {
  const day = Math.floor(now / DAY);
  const thisHour = now - (now % HOUR);
  const weeks = await hoursOfWeek(
    issues.map((issue) => ({ ...issue, until: Math.max(issue.archivedAt, thisHour) })),
  );
  const made = issues.map(({ id }) => {
    return { issueId: id, day, ceilings: forecastCeilings(weeks.get(id) ?? [], day) };
  });
  await on.query(
    `INSERT INTO issue_forecast (issue_id, starts_on, ceilings, created_at)
     SELECT i.id, DATE '1970-01-01' + x.day, array(SELECT json_array_elements_text(x.ceilings)::int), $2
     FROM json_to_recordset($1) AS x("issueId" int, day int, ceilings json) JOIN issue i ON i.id = x."issueId"
     ORDER BY 1 ON CONFLICT (issue_id) DO UPDATE SET starts_on = excluded.starts_on, ceilings = excluded.ceilings,
       created_at = excluded.created_at`,
    [JSON.stringify(made), new Date(now)],
  );
  return made;
}

/** How many events an hour are expected today, by issue. */
export async function expectedToday(
  on: PoolClient,
  issues: readonly Archived[],
  now: number,
): Promise<Map<number, number>> {
  const today = Math.floor(now / DAY);
  const stored = await storedForecasts(
    on,
    issues.map(({ id }) => id),
  );
  const missing = issues.filter(({ id }) => {
    const found = stored.get(id);
    return !found || today - found.day >= GOOD_FOR_DAYS;
  });
  if (missing.length > 0)
    for (const made of await makeForecasts(on, missing, now)) stored.set(made.issueId, made);
  return new Map(
    [...stored].map(([id, { day, ceilings }]) => [id, ceilings[today - day] ?? UNKNOWN_CEILING]),
  );
}
