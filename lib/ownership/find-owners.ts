// The people and teams that rules name, as they are now: members leave, and teams lose projects, without a word to
// the rules.
import { z } from "zod";
import { type Queryable, selectRows } from "#lib/db.ts";
import type { Owner } from "#lib/ownership/schema.ts";

/** A name that the rules of a project use: `#team` or an e-mail address in lower case. */
export type NameInProject = { projectId: number; name: string };

const OwnerRow = z.object({
  projectId: z.number(),
  name: z.string(),
  type: z.enum(["user", "team"]),
  id: z.number(),
  display: z.string(),
});

const keyOf = ({ projectId, name }: NameInProject) => `${projectId} ${name}`;

// Members of the organization reach all of its projects, a team those that it was given.
const FIND = `
  WITH asked AS (SELECT * FROM json_to_recordset($1) AS x("projectId" int, name text))
  SELECT a."projectId", a.name, 'user' AS type, u.id, u.name AS display
  FROM asked a JOIN project p ON p.id = a."projectId" JOIN "user" u ON u.email = a.name
    JOIN membership m ON m.user_id = u.id AND m.organization_id = p.organization_id
  UNION ALL
  SELECT a."projectId", a.name, 'team', t.id, t.name
  FROM asked a JOIN project p ON p.id = a."projectId"
    JOIN team t ON t.organization_id = p.organization_id AND a.name = '#' || t.slug
    JOIN project_team pt ON pt.project_id = p.id AND pt.team_id = t.id`;

/** @returns a look-up of the owners among `names` that exist and reach their project. */
export async function findOwners(
  on: Queryable,
  names: readonly NameInProject[],
): Promise<(name: NameInProject) => Owner | null> {
  if (names.length === 0) return () => null;
  const asked = [...new Map(names.map((name) => [keyOf(name), name])).values()];
  const rows = await selectRows(on, OwnerRow, FIND, [JSON.stringify(asked)]);
  const owners = new Map(rows.map((row) => [keyOf(row), { type: row.type, id: row.id, name: row.display }]));
  return (name) => owners.get(keyOf(name)) ?? null;
}
