// The compiled rules of projects, kept by their revision.
import { z } from "zod";
import { type Queryable, selectRows } from "#lib/db.ts";
import { compileOwnership, type Ownership } from "#lib/ownership/compile-ownership.ts";
import { OwnershipSettings, type OwnerMappings } from "#lib/ownership/schema.ts";

const MAX_KEPT = 100;
/** Of all texts that are kept compiled, in characters; each takes up to 45 bytes. */
const MAX_KEPT_TEXT = 4_000_000;

/** The column `code_owners.mappings`: parsed without look at each owner, as what is wrong finds nobody. */
export const StoredMappings: z.ZodType<OwnerMappings> = z.record(z.string(), z.string());

const ProjectRow = z.object({
  revision: z.number(),
  settings: OwnershipSettings,
  text: z.string().nullable(),
  stackRoot: z.string().nullable(),
  sourceRoot: z.string().nullable(),
  mappings: StoredMappings.nullable(),
});

type LoadedOwnership = { revision: number; autoAssign: boolean; ownership: Ownership };

type Kept = LoadedOwnership & { size: number };

const kept = new Map<number, Kept>();

// One statement, so that rules, file and revision belong together.
const LOAD = `
  SELECT p.ownership_revision AS revision, p.ownership AS settings, c.text,
    c.stack_root AS "stackRoot", c.source_root AS "sourceRoot", c.mappings
  FROM project p LEFT JOIN code_owners c ON c.project_id = p.id WHERE p.id = $1`;

function compile({ settings, text, stackRoot, sourceRoot, mappings }: z.infer<typeof ProjectRow>): Ownership {
  const file =
    text === null
      ? null
      : { text, stackRoot: stackRoot ?? "", sourceRoot: sourceRoot ?? "", mappings: mappings ?? {} };
  return compileOwnership(settings.rules, file);
}

function keep(projectId: number, loaded: Kept): void {
  kept.delete(projectId);
  let size = loaded.size;
  for (const one of kept.values()) size += one.size;
  // Maps keep the order of insertion, so the first is the oldest.
  for (const [oldest, one] of kept) {
    if (kept.size < MAX_KEPT && size <= MAX_KEPT_TEXT) break;
    kept.delete(oldest);
    size -= one.size;
  }
  kept.set(projectId, loaded);
}

/**
 * What holds in a project at a revision, or a later one; null when the project is gone. One at a time: a batch may
 * name many projects, and each may have a file of three megabytes.
 */
export async function loadOwnership(
  on: Queryable,
  projectId: number,
  revision: number,
): Promise<LoadedOwnership | null> {
  const known = kept.get(projectId);
  if (known && known.revision >= revision) return known;
  const [row] = await selectRows(on, ProjectRow, LOAD, [projectId]);
  if (!row) return null;
  const { settings, text } = row;
  const size = settings.rules.length + (text?.length ?? 0);
  const loaded = {
    revision: row.revision,
    autoAssign: settings.autoAssign,
    ownership: compile(row),
    size,
  };
  keep(projectId, loaded);
  return loaded;
}
