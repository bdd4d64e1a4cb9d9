// Who hears of an issue. What subscribes by itself never brings back somebody who left.
import type { Prisma } from "#prisma/client.ts";

type Tx = Pick<Prisma.TransactionClient, "issueSubscription">;

/** Why somebody hears of an issue; the column holds it as it is. */
export type SubscriptionReason = "manual" | "comment" | "assigned" | "mentioned" | "status_change" | "ticket";

/** Subscribes people who have no say about the issue yet; the first reason stays. */
export async function subscribeByItself(
  tx: Tx,
  issueId: number,
  userIds: readonly number[],
  reason: SubscriptionReason,
): Promise<void> {
  if (userIds.length === 0) return;
  await tx.issueSubscription.createMany({
    data: [...new Set(userIds)].map((userId) => ({ issueId, userId, reason })),
    skipDuplicates: true,
  });
}
