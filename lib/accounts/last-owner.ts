import type { Prisma } from "#prisma/client.ts";
import { RequestError } from "#lib/errors.ts";

/** Makes changes of an organization's members wait for each other until the transaction ends. */
export async function lockMembers(tx: Prisma.TransactionClient, organizationId: number): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM organization WHERE id = ${organizationId} FOR UPDATE`;
}

/** @throws RequestError 409 when nobody but this user owns the organization. Call it under `lockMembers`. */
export async function demandAnotherOwner(
  tx: Prisma.TransactionClient,
  organizationId: number,
  userId: number,
): Promise<void> {
  const others = await tx.membership.count({
    where: { organizationId, role: "OWNER", userId: { not: userId } },
  });
  if (others === 0) throw new RequestError(409, "This is the last owner. Make somebody else an owner first.");
}
