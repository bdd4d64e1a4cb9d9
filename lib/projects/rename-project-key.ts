import { demand, type ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import type { NewProjectKey } from "#lib/projects/schema.ts";

/** Changes a key's name. @throws RequestError 404 when the project has no such key. */
export async function renameProjectKey(
  access: ProjectAccess,
  keyId: number,
  { label }: NewProjectKey,
): Promise<void> {
  demand(access, "project:write");
  const where = { id: keyId, projectId: access.projectId };
  const { count } = await db().projectKey.updateMany({ where, data: { label } });
  if (count === 0) throw new RequestError(404, "This key does not exist.");
}
