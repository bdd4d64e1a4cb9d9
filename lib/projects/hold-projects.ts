import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";

const IdRow = z.object({ id: z.number() });

/**
 * Keeps projects from being deleted until the transaction ends, so that rows which refer to them can be written.
 * @returns the ids of those that exist.
 */
export async function holdProjects(on: PoolClient, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await selectRows(
    on,
    IdRow,
    "SELECT id FROM project WHERE id = ANY ($1) ORDER BY id FOR KEY SHARE",
    [[...new Set(ids)]],
  );
  return new Set(rows.map(({ id }) => id));
}
