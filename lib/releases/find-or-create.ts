// Names that events carry, turned into rows. Most batches name what exists, so reading comes first:
// an INSERT … ON CONFLICT for each would burn a sequence number and write a lock every time.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";

/** A name within an organization. */
type Named = { organizationId: number; name: string };

const IdRow = z.object({ key: z.string(), id: z.number() });

type Statements = { select: string; insert: string };

const RELEASES: Statements = {
  select: `SELECT t.organization_id || ':' || t.version AS key, t.id FROM release t
    JOIN json_to_recordset($1) AS x("organizationId" int, name text)
      ON t.organization_id = x."organizationId" AND t.version = x.name`,
  insert: `INSERT INTO release (organization_id, version)
    SELECT * FROM json_to_recordset($1) AS x("organizationId" int, name text) ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
};

const ENVIRONMENTS: Statements = {
  select: `SELECT t.organization_id || ':' || t.name AS key, t.id FROM environment t
    JOIN json_to_recordset($1) AS x("organizationId" int, name text)
      ON t.organization_id = x."organizationId" AND t.name = x.name`,
  insert: `INSERT INTO environment (organization_id, name)
    SELECT * FROM json_to_recordset($1) AS x("organizationId" int, name text) ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
};

const keyOf = (named: Named) => `${named.organizationId}:${named.name}`;

async function findOrCreate(on: PoolClient, wanted: readonly Named[], statements: Statements) {
  const distinct = [...new Map(wanted.map((named) => [keyOf(named), named])).values()];
  if (distinct.length === 0) return new Map<string, number>();
  const read = () => selectRows(on, IdRow, statements.select, [JSON.stringify(distinct)]);
  const found = new Map((await read()).map((row) => [row.key, row.id]));
  const missing = distinct.filter((named) => !found.has(keyOf(named)));
  if (missing.length === 0) return found;
  await on.query(statements.insert, [JSON.stringify(missing)]);
  return new Map((await read()).map((row) => [row.key, row.id]));
}

/** @returns ids by `${organizationId}:${version}`. */
export const findOrCreateReleases = (on: PoolClient, wanted: readonly Named[]) =>
  findOrCreate(on, wanted, RELEASES);

/** @returns ids by `${organizationId}:${name}`; events without an environment use the empty name. */
export const findOrCreateEnvironments = (on: PoolClient, wanted: readonly Named[]) =>
  findOrCreate(on, wanted, ENVIRONMENTS);
