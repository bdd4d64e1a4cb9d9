// What the pure half of the digest hands to the half that writes.
import type { Event } from "#lib/events/event.ts";
import type { Grouping } from "#lib/issues/grouping/group-event.ts";
import type { EventDescription } from "#lib/issues/title.ts";

/** An event that is ready to be stored, and the journal row that it came from. */
export type PreparedEvent = {
  journalId: bigint;
  event: Event;
  grouping: Grouping;
  description: EventDescription;
};

/** An item's fate that is known before any store is asked. */
export type PreparedOutcome = {
  projectId: number;
  receivedAt: number;
  category: string;
  outcome: "invalid" | "filtered";
  reason: string;
};

/** A journal row that made our own code fail: kept for a person, never tried again. */
export type Casualty = { journalId: bigint; reason: string };

/** Everything that a batch's rows amount to. */
export type Prepared = { events: PreparedEvent[]; outcomes: PreparedOutcome[]; casualties: Casualty[] };
