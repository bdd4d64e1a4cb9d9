// T2, the last transaction: counters move, rows of Postgres are written and the journal forgets, all or none.
// That is what makes a counter equal the number of stored events.
import type { PoolClient } from "pg";
import type { Batch } from "#lib/digest/claim-batch.ts";
import { buryRows } from "#lib/digest/dead-letters.ts";
import type { Placement } from "#lib/digest/place-events.ts";
import type { ItemPlacement } from "#lib/digest/place-items.ts";
import type { Prepared, PreparedEvent, PreparedItem } from "#lib/digest/prepared.ts";
import { saveRecords } from "#lib/digest/save-records.ts";
import { countIssueEvents } from "#lib/issues/count-issue-events.ts";
import { applyOwnership } from "#lib/ownership/apply-ownership.ts";
import { addOutcomes } from "#lib/outcomes/add-outcomes.ts";
import type { OutcomeKind, OutcomeRow } from "#lib/outcomes/outcome.ts";
import { recordFirstEvents, recordSightings, type Sighting } from "#lib/releases/record-sightings.ts";

const ofEvents = (
  events: readonly Pick<PreparedEvent, "event">[],
  outcome: OutcomeKind,
  reason = "",
): OutcomeRow[] =>
  events.map(({ event }) => ({
    projectId: event.projectId,
    receivedAt: event.receivedAt,
    category: event.type === "csp" ? "security" : "error",
    outcome,
    reason,
    quantity: 1,
  }));

const ofItems = (items: readonly PreparedItem[], outcome: OutcomeKind, reason = ""): OutcomeRow[] =>
  items.flatMap(({ projectId, receivedAt, counts }) =>
    counts.map((count) => ({ projectId, receivedAt, outcome, reason, ...count })),
  );

/** What the batch tells of releases and environments. */
export function sightingsOf(events: Placement, items: ItemPlacement): Sighting[] {
  const seen = events.fresh.map(({ event, releaseId, environmentId }) => {
    const { projectId, timestamp } = event;
    return { projectId, timestamp, releaseId, environmentId };
  });
  return [...seen, ...items.fresh];
}

/** Counts what the batch stored and forgets its journal rows; `on` holds the claim and commits after this. */
export async function countEvents(
  on: PoolClient,
  batch: Batch,
  prepared: Prepared,
  placement: { events: Placement; items: ItemPlacement },
): Promise<void> {
  const { events, items } = placement;
  const sightings = sightingsOf(events, items);
  // Projects are held before issues.
  await recordFirstEvents(on, sightings);
  const { repeated, surplus } = await saveRecords(on, items.fresh);
  const unsaved = new Set([...repeated, ...surplus]);
  const issues = await countIssueEvents(on, events.fresh);
  await applyOwnership(on, issues);
  await recordSightings(on, sightings);
  await addOutcomes(on, [
    ...ofEvents(events.fresh, "accepted"),
    ...ofEvents(events.duplicates, "duplicate"),
    ...ofEvents(events.discarded, "filtered", "discarded-hash"),
    ...ofItems(
      items.fresh.filter((item) => !unsaved.has(item)),
      "accepted",
    ),
    ...ofItems([...repeated, ...items.duplicates], "duplicate"),
    ...ofItems(surplus, "invalid", "too_many_monitors"),
    ...prepared.outcomes,
  ]);
  await buryRows(on, prepared.casualties);
  await on.query("DELETE FROM ingest_journal WHERE id = ANY ($1)", [
    batch.entries.map((entry) => entry.id.toString()),
  ]);
  await on.query("DELETE FROM digest_batch WHERE id = $1", [batch.id.toString()]);
}
