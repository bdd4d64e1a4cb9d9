// T2, the last transaction: counters move and the journal forgets, both or neither. That is what makes a
// counter equal the number of stored events.
import type { PoolClient } from "pg";
import type { Batch } from "#lib/digest/claim-batch.ts";
import { buryRows } from "#lib/digest/dead-letters.ts";
import type { PlacedEvent, Placement } from "#lib/digest/place-events.ts";
import type { Prepared } from "#lib/digest/prepared.ts";
import { countIssueEvents } from "#lib/issues/count-issue-events.ts";
import { addOutcomes } from "#lib/outcomes/add-outcomes.ts";
import { recordSightings } from "#lib/releases/record-sightings.ts";

type OutcomeRow = Parameters<typeof addOutcomes>[1][number];

function outcomesOf(prepared: Prepared, placement: Placement): OutcomeRow[] {
  const errors = (
    events: readonly { event: PlacedEvent["event"] }[],
    outcome: OutcomeRow["outcome"],
  ): OutcomeRow[] =>
    events.map(({ event }) => ({
      projectId: event.projectId,
      receivedAt: event.receivedAt,
      category: "error",
      outcome,
      reason: "",
      quantity: 1,
    }));
  return [
    ...errors(placement.fresh, "accepted"),
    ...errors(placement.duplicates, "duplicate"),
    ...prepared.outcomes.map((outcome) => ({ ...outcome, quantity: 1 })),
  ];
}

/** Counts what the batch stored and forgets its journal rows; `on` holds the claim and commits after this. */
export async function countEvents(
  on: PoolClient,
  batch: Batch,
  prepared: Prepared,
  placement: Placement,
): Promise<void> {
  await countIssueEvents(on, placement.fresh);
  await recordSightings(on, placement.fresh);
  await addOutcomes(on, outcomesOf(prepared, placement));
  await buryRows(on, prepared.casualties);
  await on.query("DELETE FROM ingest_journal WHERE id = ANY ($1)", [
    batch.entries.map((entry) => entry.id.toString()),
  ]);
  await on.query("DELETE FROM digest_batch WHERE id = $1", [batch.id.toString()]);
}
