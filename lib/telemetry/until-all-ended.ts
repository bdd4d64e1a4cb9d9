import { ClickHouseError } from "@clickhouse/client";

/**
 * Resolves once all inserts have ended, well or not: who tries again must not find one that still runs.
 * @throws what one of them failed with. An insert without an answer may still run on the server, so it comes first:
 *   a batch that was refused is taken apart, and its parts do not wait for it.
 */
export async function untilAllEnded(inserts: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(inserts);
  const failures = results.flatMap((result): unknown[] =>
    result.status === "rejected" ? [result.reason] : [],
  );
  if (failures.length === 0) return;
  throw failures.find((failure) => !(failure instanceof ClickHouseError)) ?? failures[0];
}
