// What resolved issues, with the dates that decide when versions do not.
import { z } from "zod";
import { type Queryable, selectRows } from "#lib/db.ts";
import type { ResolvedWith } from "#lib/issues/regression.ts";

const time = z
  .date()
  .nullable()
  .transform((date) => date?.getTime() ?? null);

const Row = z.object({
  issueId: z.number(),
  kind: z.enum(["IN_RELEASE", "IN_NEXT_RELEASE", "IN_COMMIT"]),
  version: z.string().nullable(),
  date: time,
  isOut: z.boolean(),
  currentVersion: z.string().nullable(),
  currentDate: time,
  commit: z.string().nullable(),
  createdAt: z.date().transform((date) => date.getTime()),
});

function resolvedWith(row: z.infer<typeof Row>): ResolvedWith {
  if (row.kind === "IN_COMMIT") return { kind: row.kind, commit: row.commit ?? "" };
  if (row.kind === "IN_RELEASE") {
    // A release that the project has sent nothing of is still to come: it is later than all others.
    const date = row.isOut && row.date !== null ? row.date : Infinity;
    return { kind: row.kind, release: { version: row.version ?? "", date } };
  }
  const current = { version: row.currentVersion ?? "", date: row.currentDate ?? row.createdAt };
  return { kind: row.kind, current };
}

/** Resolutions by issue; one that was resolved "now" has none. */
export async function resolutionsOf(
  on: Queryable,
  issueIds: readonly number[],
): Promise<Map<number, ResolvedWith>> {
  const rows = await selectRows(
    on,
    Row,
    `SELECT x.issue_id AS "issueId", x.kind, r.version, coalesce(r.date_released, r.date_created) AS date,
       r.date_released IS NOT NULL OR EXISTS (
         SELECT FROM release_project s WHERE s.release_id = r.id AND s.project_id = i.project_id) AS "isOut",
       x.current_version AS "currentVersion", coalesce(c.date_released, c.date_created) AS "currentDate",
       x.commit, x.created_at AS "createdAt"
     FROM issue_resolution x JOIN issue i ON i.id = x.issue_id JOIN project p ON p.id = i.project_id
     LEFT JOIN release r ON r.id = x.release_id
     LEFT JOIN release c ON c.organization_id = p.organization_id AND c.version = x.current_version
     WHERE x.issue_id = ANY ($1)`,
    [issueIds],
  );
  return new Map(rows.map((row) => [row.issueId, resolvedWith(row)]));
}
