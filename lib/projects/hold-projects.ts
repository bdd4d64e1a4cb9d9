import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";

const ProjectRow = z.object({ id: z.number(), organizationId: z.number(), retentionDays: z.number() });

/**
 * Keeps projects from being deleted until the transaction ends, so that rows which refer to them can be written.
 * @returns those that exist, by id.
 */
export async function holdProjects(
  on: PoolClient,
  ids: readonly number[],
): Promise<ReadonlyMap<number, z.infer<typeof ProjectRow>>> {
  const rows = await selectRows(
    on,
    ProjectRow,
    `SELECT p.id, p.organization_id AS "organizationId", o.retention_days AS "retentionDays"
     FROM project p JOIN organization o ON o.id = p.organization_id
     WHERE p.id = ANY ($1) ORDER BY p.id FOR KEY SHARE OF p`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
