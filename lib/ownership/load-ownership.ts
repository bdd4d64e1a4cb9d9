// The compiled rules of projects, kept by their revision.
import { z } from "zod";
import { type Queryable, selectRows } from "#lib/db.ts";
import { compileOwnership, type Ownership } from "#lib/ownership/compile-ownership.ts";
import { OwnershipSettings, type OwnerMappings } from "#lib/ownership/schema.ts";

const MAX_KEPT = 100;

/** The column `code_owners.mappings`: parsed without look at each owner, as what is wrong finds nobody. */
export const StoredMappings: z.ZodType<OwnerMappings> = z.record(z.string(), z.string());

const ProjectRow = z.object({
  projectId: z.number(),
  revision: z.number(),
  settings: OwnershipSettings,
  text: z.string().nullable(),
  stackRoot: z.string().nullable(),
  sourceRoot: z.string().nullable(),
  mappings: StoredMappings.nullable(),
});

export type LoadedOwnership = { revision: number; autoAssign: boolean; ownership: Ownership };

const kept = new Map<number, LoadedOwnership>();

// One statement, so that rules, file and revision belong together.
const LOAD = `
  SELECT p.id AS "projectId", p.ownership_revision AS revision, p.ownership AS settings, c.text,
    c.stack_root AS "stackRoot", c.source_root AS "sourceRoot", c.mappings
  FROM project p LEFT JOIN code_owners c ON c.project_id = p.id WHERE p.id = ANY ($1)`;

function compile({ settings, text, stackRoot, sourceRoot, mappings }: z.infer<typeof ProjectRow>): Ownership {
  const file =
    text === null
      ? null
      : { text, stackRoot: stackRoot ?? "", sourceRoot: sourceRoot ?? "", mappings: mappings ?? {} };
  return compileOwnership(settings.rules, file);
}

function keep(projectId: number, loaded: LoadedOwnership): void {
  kept.delete(projectId);
  // Maps keep the order of insertion, so the first is the oldest.
  for (const oldest of kept.keys()) {
    if (kept.size < MAX_KEPT) break;
    kept.delete(oldest);
  }
  kept.set(projectId, loaded);
}

/** @param revisions of the projects that are wanted, by id. @returns what holds in them at that revision or a later one. */
export async function loadOwnership(
  on: Queryable,
  revisions: ReadonlyMap<number, number>,
): Promise<Map<number, LoadedOwnership>> {
  const loaded = new Map<number, LoadedOwnership>();
  for (const [projectId, revision] of revisions) {
    const known = kept.get(projectId);
    if (known && known.revision >= revision) loaded.set(projectId, known);
  }
  const missing = [...revisions.keys()].filter((projectId) => !loaded.has(projectId));
  if (missing.length === 0) return loaded;
  for (const row of await selectRows(on, ProjectRow, LOAD, [missing])) {
    const { projectId, revision, settings } = row;
    const found = { revision, autoAssign: settings.autoAssign, ownership: compile(row) };
    keep(projectId, found);
    loaded.set(projectId, found);
  }
  return loaded;
}
