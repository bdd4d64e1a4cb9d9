import { randomBytes } from "node:crypto";
import { db } from "#lib/db.ts";
import { demand, type ProjectAccess } from "#lib/accounts/access.ts";
import { announceKeyChange } from "#lib/projects/key-change.ts";
import type { NewProjectKey } from "#lib/projects/schema.ts";

/** A public key and the secret that old tools expect beside it: 32 hex characters each. */
export const newKeyPair = () => ({
  publicKey: randomBytes(16).toString("hex"),
  secretKey: randomBytes(16).toString("hex"),
});

/** Adds a key: another DSN of the same project. */
export async function createProjectKey(
  access: ProjectAccess,
  input: NewProjectKey,
): Promise<{ id: number; publicKey: string }> {
  demand(access, "project:write");
  return db().$transaction(async (tx) => {
    const key = await tx.projectKey.create({
      data: { projectId: access.projectId, label: input.label, ...newKeyPair() },
      select: { id: true, publicKey: true },
    });
    await announceKeyChange(key.publicKey, tx);
    return key;
  });
}
