import type { Event } from "#lib/events/event.ts";

/** What somebody said, from a `feedback` or `user_report` item. */
export type NewFeedback = {
  projectId: number;
  /** Its own id, 32 hex characters. */
  eventId: string;
  associatedEventId: string | null;
  replayId: string | null;
  message: string;
  name: string;
  email: string;
  url: string;
  source: string;
  /** A user report: for five minutes, whoever wrote it may send a better one. */
  isReport: boolean;
  /** What else came with it; null for a report without. */
  event: Event | null;
  /** Milliseconds since 1970. */
  timestamp: number;
  receivedAt: number;
};
