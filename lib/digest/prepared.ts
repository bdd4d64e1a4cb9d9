// What the pure half of the digest hands to the half that writes.
import type { NewAttachment } from "#lib/attachments/new-attachment.ts";
import type { Category } from "#lib/envelope/item-types.ts";
import type { Event } from "#lib/events/event.ts";
import type { NewFeedback } from "#lib/feedback/new-feedback.ts";
import type { Grouping } from "#lib/issues/grouping/group-event.ts";
import type { EventDescription } from "#lib/issues/title.ts";
import type { NewCheckIn } from "#lib/monitors/schema.ts";
import type { OutcomeKind } from "#lib/outcomes/outcome.ts";
import type { TelemetryRow } from "#lib/telemetry/telemetry-row.ts";

/** An error event that is ready to be stored, and the journal row that it came from. */
export type PreparedEvent = {
  journalId: bigint;
  event: Event;
  grouping: Grouping;
  description: EventDescription;
};

/** What makes a second item of the same kind and id a duplicate. */
export type ItemClaim = {
  kind: "transaction" | "profile" | "profile_chunk" | "replay_segment" | "attachment";
  /** 32 hex characters. */
  id: string;
};

/** Bytes that came inside the journal row and belong into the blob store. */
export type NewBlob = { key: string; bytes: Uint8Array };

/** Any item but an error event, ready to be stored as a whole or, as a duplicate, not at all. */
export type PreparedItem = {
  journalId: bigint;
  projectId: number;
  /** Its place in the envelope. */
  itemIndex: number;
  /** Milliseconds since 1970. */
  receivedAt: number;
  /** When what it tells happened; milliseconds since 1970. */
  timestamp: number;
  /** What it counts as. */
  counts: readonly { category: Category; quantity: number }[];
  claim?: ItemClaim;
  rows: readonly TelemetryRow[];
  /** Rows of Postgres. */
  feedback?: NewFeedback;
  attachment?: NewAttachment;
  checkIn?: NewCheckIn;
  blobs: readonly NewBlob[];
  /** Named here, it exists from now on. */
  release?: string;
  environment?: string;
};

/** A fate that is known before any store is asked. */
export type PreparedOutcome = {
  projectId: number;
  receivedAt: number;
  category: Category;
  outcome: OutcomeKind;
  /** One of few fixed words, never a sender's text. */
  reason: string;
  quantity: number;
};

/** A journal row that made our own code fail: kept for a person, never tried again. */
export type Casualty = { journalId: bigint; reason: string };

/** Everything that a batch's rows amount to. */
export type Prepared = {
  events: PreparedEvent[];
  items: PreparedItem[];
  outcomes: PreparedOutcome[];
  casualties: Casualty[];
};
