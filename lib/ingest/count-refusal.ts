// Outcomes of what never reaches the journal.
import type { Category } from "#lib/envelope/item-types.ts";
import { RequestError } from "#lib/errors.ts";
import type { Reading } from "#lib/ingest/read-envelope.ts";
import { countOutcome } from "#lib/outcomes/count-outcome.ts";

const REASONS: Readonly<Record<number, string>> = {
  400: "invalid_envelope",
  408: "timeout",
  413: "too_large",
  415: "unsupported_encoding",
};

/** Counts one item of a request that was refused for what it is; what a client may send again is not counted. */
export function countRefusal(projectId: number, category: Category, error: unknown): void {
  const reason = error instanceof RequestError ? REASONS[error.status] : undefined;
  if (reason) countOutcome({ projectId, category, outcome: "invalid", reason, quantity: 1 });
}

/** Takes the steps of a door; what they refuse is counted. @throws what they throw. */
export async function countingRefusals<T>(
  projectId: number,
  category: Category,
  steps: () => Promise<T>,
): Promise<T> {
  try {
    return await steps();
  } catch (error) {
    countRefusal(projectId, category, error);
    throw error;
  }
}

/** Counts items of a type that nobody digests. */
export function countSkipped(projectId: number, reading: Reading): void {
  for (const [category, quantity] of reading.skipped)
    countOutcome({ projectId, category, outcome: "invalid", reason: "unsupported_item", quantity });
}
