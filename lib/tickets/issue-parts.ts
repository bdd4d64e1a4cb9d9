import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";

const Part = z.object({ id: z.int() });

/** An issue and all that was merged into it, whose tickets are its own. */
export async function issueParts(issueId: number): Promise<number[]> {
  const rows = await selectRows(
    pool(),
    Part,
    `WITH RECURSIVE part AS (
       SELECT $1::int AS id UNION SELECT i.id FROM part JOIN issue i ON i.merged_into_id = part.id)
     SELECT id FROM part LIMIT 10000`,
    [issueId],
  );
  return rows.map((row) => row.id);
}
