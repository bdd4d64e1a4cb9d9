// A project's CODEOWNERS file: put there, taken away, and told who its owners are.
import { demand, type ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import type { CodeOwnersUpload, OwnerMappings } from "#lib/ownership/schema.ts";
import type { Prisma } from "#prisma/client.ts";

/** Makes a change, and has each issue of the project looked at anew with its next event. */
async function change(
  access: ProjectAccess,
  work: (tx: Prisma.TransactionClient) => Promise<{ count: number }>,
): Promise<void> {
  demand(access, "project:write");
  const { projectId: id, organizationId } = access;
  await db().$transaction(async (tx) => {
    const raised = await tx.project.updateMany({
      where: { id, organizationId },
      data: { ownershipRevision: { increment: 1 } },
    });
    const { count } = await work(tx);
    if (raised.count === 0 || count === 0)
      throw new RequestError(404, "This project has no CODEOWNERS file.");
  });
}

/** Puts the file in the place of any before it; mappings of owners stay. @throws RequestError 403 */
export const uploadCodeOwners = (access: ProjectAccess, upload: CodeOwnersUpload): Promise<void> =>
  change(access, async (tx) => {
    const { projectId } = access;
    await tx.codeOwners.upsert({ where: { projectId }, create: { projectId, ...upload }, update: upload });
    return { count: 1 };
  });

/** Takes the file and its mappings away. @throws RequestError 403, 404 when there is none. */
export const removeCodeOwners = (access: ProjectAccess): Promise<void> =>
  change(access, (tx) => tx.codeOwners.deleteMany({ where: { projectId: access.projectId } }));

/** Says who the owners in the file are, all of them at once. @throws RequestError 403, 404 when there is no file. */
export const mapOwners = (access: ProjectAccess, mappings: OwnerMappings): Promise<void> =>
  change(access, (tx) =>
    tx.codeOwners.updateMany({ where: { projectId: access.projectId }, data: { mappings } }),
  );
