// T1 for everything but error events: which items are new, and how long their project keeps them. Running it
// again for the same rows changes nothing.
import type { PoolClient } from "pg";
import { z } from "zod";
import type { PreparedItem } from "#lib/digest/prepared.ts";
import { inTransaction, selectRows } from "#lib/db.ts";
import { holdProjects } from "#lib/projects/hold-projects.ts";
import { findOrCreateEnvironments, findOrCreateReleases } from "#lib/releases/find-or-create.ts";

/** An item with all that the stores need to know of it. */
export type PlacedItem = PreparedItem & {
  organizationId: number;
  retentionDays: number;
  releaseId: number | null;
  environmentId: number | null;
};

export type ItemPlacement = { fresh: PlacedItem[]; duplicates: PreparedItem[] };

const OwnerRow = z.object({ key: z.string(), journalId: z.coerce.bigint() });

const claimKey = ({ projectId, claim }: PreparedItem) =>
  claim ? `${projectId}:${claim.kind}:${claim.id}` : "";

/** Takes the ids that nobody has. @returns the journal row that owns each, by `claimKey`. */
async function claimItemIds(on: PoolClient, items: readonly PreparedItem[]): Promise<Map<string, bigint>> {
  const wanted = items.flatMap(({ claim, projectId, journalId, receivedAt }) =>
    claim
      ? [
          {
            project_id: projectId,
            ...claim,
            journal_id: journalId.toString(),
            received_at: new Date(receivedAt),
          },
        ]
      : [],
  );
  if (wanted.length === 0) return new Map();
  const values = [JSON.stringify(wanted)];
  await on.query(
    `INSERT INTO item_id (project_id, kind, id, journal_id, received_at)
     SELECT * FROM json_to_recordset($1)
       AS x(project_id int, kind text, id uuid, journal_id bigint, received_at timestamptz)
     ORDER BY id, project_id, kind ON CONFLICT DO NOTHING`,
    values,
  );
  const owners = await selectRows(
    on,
    OwnerRow,
    `SELECT i.project_id || ':' || i.kind || ':' || replace(i.id::text, '-', '') AS key, i.journal_id AS "journalId"
     FROM item_id i JOIN json_to_recordset($1) AS x(project_id int, kind text, id uuid) USING (id, project_id, kind)`,
    values,
  );
  return new Map(owners.map((row) => [row.key, row.journalId]));
}

async function locate(on: PoolClient, items: readonly PreparedItem[]): Promise<PlacedItem[]> {
  const projects = await holdProjects(
    on,
    items.map((item) => item.projectId),
  );
  const alive = items.flatMap((item) => {
    const project = projects.get(item.projectId);
    return project
      ? [{ ...item, organizationId: project.organizationId, retentionDays: project.retentionDays }]
      : [];
  });
  const named = (key: "release" | "environment") =>
    alive.flatMap(({ organizationId, [key]: name }) => (name ? [{ organizationId, name }] : []));
  const releases = await findOrCreateReleases(on, named("release"));
  const environments = await findOrCreateEnvironments(on, named("environment"));
  return alive.map((item) => ({
    ...item,
    releaseId: releases.get(`${item.organizationId}:${item.release ?? ""}`) ?? null,
    environmentId: environments.get(`${item.organizationId}:${item.environment ?? ""}`) ?? null,
  }));
}

/**
 * Decides which items are new, and makes the releases and environments that they name.
 * @returns `fresh` items belong to this batch, also when an earlier try of it claimed them; an item of a project
 *   that is gone is in neither list.
 */
export async function placeItems(items: readonly PreparedItem[]): Promise<ItemPlacement> {
  if (items.length === 0) return { fresh: [], duplicates: [] };
  return inTransaction(async (on) => {
    const placed = await locate(on, items);
    const owners = await claimItemIds(on, placed);
    const taken = new Set<string>();
    const fresh: PlacedItem[] = [];
    const duplicates: PreparedItem[] = [];
    for (const item of placed) {
      const key = claimKey(item);
      // The second of an id within one journal row has the same owner as the first.
      const isMine = key === "" || (owners.get(key) === item.journalId && !taken.has(key));
      if (key !== "" && isMine) taken.add(key);
      (isMine ? fresh : duplicates).push(item);
    }
    return { fresh, duplicates };
  });
}
