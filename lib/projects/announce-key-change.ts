import type { Prisma } from "#prisma/client.ts";

/** The channel on which every process hears that a key changed, so that no cache serves the old one. */
export const KEY_CHANGE_CHANNEL = "debrief_project_key";

/** Tells every process to forget what it knows of a public key. Postgres sends it when `tx` commits. */
export async function announceKeyChange(tx: Prisma.TransactionClient, publicKey: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${KEY_CHANGE_CHANNEL}, ${publicKey})`;
}
