import { db } from "#lib/db.ts";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import type { OrganizationSettings } from "#lib/accounts/schema.ts";

/** Changes the name. The slug stays: links and tokens hold it. */
export async function renameOrganization(
  access: OrganizationAccess,
  input: OrganizationSettings,
): Promise<void> {
  demand(access, "org:write");
  await db().organization.update({ where: { id: access.organizationId }, data: { name: input.name } });
}
