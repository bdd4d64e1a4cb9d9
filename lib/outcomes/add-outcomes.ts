import type { Queryable } from "#lib/db.ts";
import type { OutcomeRow } from "#lib/outcomes/outcome.ts";

/**
 * Adds to the hourly counters, in one statement.
 * @param on a transaction's connection, when the counts must stand or fall with other writes.
 */
export async function addOutcomes(on: Queryable, rows: readonly OutcomeRow[]): Promise<void> {
  if (rows.length === 0) return;
  // Grouped, since a row can be updated once a statement; ordered, so that two writers cannot deadlock.
  await on.query(
    `INSERT INTO outcome (project_id, hour, category, outcome, reason, quantity)
     SELECT project_id, date_trunc('hour', to_timestamp(at / 1000), 'UTC'), category, outcome, reason, sum(quantity)
     FROM unnest($1::int[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::bigint[])
       AS counted (project_id, at, category, outcome, reason, quantity)
     GROUP BY 1, 2, 3, 4, 5
     ORDER BY 1, 2, 3, 4, 5
     ON CONFLICT (project_id, hour, category, outcome, reason)
     DO UPDATE SET quantity = outcome.quantity + excluded.quantity`,
    [
      rows.map((row) => row.projectId),
      rows.map((row) => row.receivedAt),
      rows.map((row) => row.category),
      rows.map((row) => row.outcome),
      rows.map((row) => row.reason),
      rows.map((row) => row.quantity),
    ],
  );
}
