import { demand, type OrganizationAccess, type ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { announceKeyChanges } from "#lib/projects/key-change.ts";

async function remove(quotaId: number, owner: { organizationId: number; projectId: number | null }) {
  await db().$transaction(async (tx) => {
    const { count } = await tx.quota.deleteMany({ where: { id: quotaId, keyId: null, ...owner } });
    if (count === 0) throw new RequestError(404, "This quota is removed already.");
    await announceKeyChanges({ ...owner, keyId: null }, tx);
  });
}

/** Takes a project's quota away, at once. @throws RequestError 404 when the project has no such quota. */
export async function removeQuota(access: ProjectAccess, quotaId: number): Promise<void> {
  demand(access, "project:write");
  await remove(quotaId, { organizationId: access.organizationId, projectId: access.projectId });
}

/** Takes an organization's quota away, at once. @throws RequestError 404 when it has no such quota. */
export async function removeOrganizationQuota(access: OrganizationAccess, quotaId: number): Promise<void> {
  demand(access, "org:write");
  await remove(quotaId, { organizationId: access.organizationId, projectId: null });
}
