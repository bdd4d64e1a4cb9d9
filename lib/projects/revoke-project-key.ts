import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { demand, type ProjectAccess } from "#lib/accounts/access.ts";
import { announceKeyChange } from "#lib/projects/key-change.ts";

/**
 * Stops a key for good. Its row stays: stored events name it.
 * @throws RequestError 404 when the project has no such active key.
 */
export async function revokeProjectKey(access: ProjectAccess, keyId: number): Promise<void> {
  demand(access, "project:write");
  await db().$transaction(async (tx) => {
    const [key] = await tx.projectKey.updateManyAndReturn({
      where: { id: keyId, projectId: access.projectId, isActive: true },
      data: { isActive: false },
      select: { publicKey: true },
    });
    if (!key) throw new RequestError(404, "This key is revoked already.");
    await announceKeyChange(key.publicKey, tx);
  });
}
