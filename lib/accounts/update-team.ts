import { z } from "zod";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import type { TeamChange } from "#lib/accounts/team-schema.ts";
import { pool, selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";

// One statement: a slug that is taken leaves the team as it is, and two who ask for it at once get it once.
const UPDATE = `
  UPDATE team t SET name = coalesce($3, t.name), slug = coalesce($4, t.slug)
  WHERE t.id = $1 AND t.organization_id = $2 AND NOT EXISTS (
    SELECT 1 FROM team other WHERE other.organization_id = $2 AND other.slug = $4 AND other.id <> t.id)
  RETURNING t.id`;

/**
 * Renames a team. Ownership rules name a team by its slug: with a new one, they name nobody until they are changed.
 * @throws RequestError 403, 404 when the organization has no such team, 409 when the slug is taken.
 */
export async function updateTeam(
  access: OrganizationAccess,
  teamId: number,
  { name, slug }: TeamChange,
): Promise<void> {
  demand(access, "team:write");
  const { organizationId } = access;
  const values = [teamId, organizationId, name ?? null, slug ?? null];
  const updated = await selectRows(pool(), z.object({ id: z.number() }), UPDATE, values);
  if (updated.length > 0) return;
  const taken = await selectRows(
    pool(),
    z.object({ id: z.number() }),
    "SELECT id FROM team WHERE id = $1 AND organization_id = $2",
    [teamId, organizationId],
  );
  throw taken.length > 0
    ? new RequestError(409, "This slug is taken.")
    : new RequestError(404, "There is no such team.");
}
