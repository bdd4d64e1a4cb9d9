import { demand, type OrganizationAccess, type ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { announceKeyChanges } from "#lib/projects/key-change.ts";
import { QUOTA_CHOICES, type KeyLimit, type NewQuota } from "#lib/quotas/schema.ts";

type Owner = { organizationId: number; projectId: number | null; keyId: number | null };
type Values = { categories: readonly string[]; limit: number; windowSeconds: number };
type Transaction = Parameters<Parameters<ReturnType<typeof db>["$transaction"]>[0]>[0];

/** One quota for the same owner and categories: it is changed, or made. Its window's use stays counted. */
async function write(tx: Transaction, owner: Owner, values: Values): Promise<{ id: number }> {
  // Two who set the same quota at once would make two of them.
  await tx.$executeRaw`SELECT FROM organization WHERE id = ${owner.organizationId} FOR UPDATE`;
  const categories = [...values.categories];
  const { limit, windowSeconds } = values;
  const where = { ...owner, categories: { equals: categories } };
  const existing = await tx.quota.findFirst({ where, select: { id: true } });
  const quota = existing
    ? await tx.quota.update({ where: existing, data: { limit, windowSeconds }, select: { id: true } })
    : await tx.quota.create({ data: { ...owner, categories, limit, windowSeconds }, select: { id: true } });
  await announceKeyChanges(owner, tx);
  return quota;
}

const valuesOf = ({ category, limit, window }: NewQuota): Values => ({
  categories: QUOTA_CHOICES[category],
  limit,
  windowSeconds: window,
});

/** Limits what all projects of the organization may send together. It counts at once. */
export async function setOrganizationQuota(
  access: OrganizationAccess,
  input: NewQuota,
): Promise<{ id: number }> {
  demand(access, "org:write");
  const owner = { organizationId: access.organizationId, projectId: null, keyId: null };
  return db().$transaction((tx) => write(tx, owner, valuesOf(input)));
}

/** Limits what all keys of the project may send together. It counts at once. */
export async function setProjectQuota(access: ProjectAccess, input: NewQuota): Promise<{ id: number }> {
  demand(access, "project:write");
  const owner = { organizationId: access.organizationId, projectId: access.projectId, keyId: null };
  return db().$transaction((tx) => write(tx, owner, valuesOf(input)));
}

/**
 * Limits what may be sent with one key; null takes the limit away.
 * @throws RequestError 404 when the project has no such key.
 */
export async function setKeyLimit(
  access: ProjectAccess,
  keyId: number,
  limit: KeyLimit | null,
): Promise<void> {
  demand(access, "project:write");
  const { organizationId, projectId } = access;
  await db().$transaction(async (tx) => {
    const key = await tx.projectKey.findFirst({ where: { id: keyId, projectId }, select: { id: true } });
    if (!key) throw new RequestError(404, "This key does not exist.");
    const owner = { organizationId, projectId, keyId };
    if (limit) await write(tx, owner, { categories: [], limit: limit.count, windowSeconds: limit.window });
    else {
      await tx.quota.deleteMany({ where: owner });
      await announceKeyChanges(owner, tx);
    }
  });
}
