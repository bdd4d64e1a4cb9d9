import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { demand, type ProjectAccess } from "#lib/accounts/access.ts";
import { announceKeyChange } from "#lib/projects/key-change.ts";
import { newKeyPair } from "#lib/projects/create-project-key.ts";

/**
 * Puts a new key in the place of an active one, which stops working with it.
 * @throws RequestError 404 when the project has no such active key.
 */
export async function rotateProjectKey(
  access: ProjectAccess,
  keyId: number,
): Promise<{ id: number; publicKey: string }> {
  demand(access, "project:write");
  const { projectId } = access;
  return db().$transaction(async (tx) => {
    const [old] = await tx.projectKey.updateManyAndReturn({
      where: { id: keyId, projectId, isActive: true },
      data: { isActive: false },
      select: { label: true, publicKey: true },
    });
    if (!old) throw new RequestError(404, "This key is revoked already.");
    const key = await tx.projectKey.create({
      data: { projectId, label: old.label, ...newKeyPair() },
      select: { id: true, publicKey: true },
    });
    await announceKeyChange(old.publicKey, tx);
    await announceKeyChange(key.publicKey, tx);
    return key;
  });
}
