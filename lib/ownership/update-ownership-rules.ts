import { demand, type ProjectAccess } from "#lib/accounts/access.ts";
import { pool } from "#lib/db.ts";
import { checkRules, RuleFaults } from "#lib/ownership/check-rules.ts";
import type { OwnershipChange } from "#lib/ownership/schema.ts";

/**
 * Sets the rules as they were typed, or whether they assign. Each issue is looked at anew with its next event.
 * @throws RuleFaults when a line is wrong or names nobody, RequestError 403.
 */
export async function updateOwnershipRules(
  access: ProjectAccess,
  change: OwnershipChange,
  now = Date.now(),
): Promise<void> {
  demand(access, "project:write");
  if (change.rules !== undefined) {
    const faults = await checkRules(access, change.rules);
    if (faults.length > 0) throw new RuleFaults(faults);
  }
  // One statement, so that two people who save different parts at once both succeed.
  await pool().query(
    `UPDATE project SET ownership = ownership || $1::jsonb, ownership_revision = ownership_revision + 1
     WHERE id = $2 AND organization_id = $3`,
    [JSON.stringify({ ...change, updatedAt: now }), access.projectId, access.organizationId],
  );
}
