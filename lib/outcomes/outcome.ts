/** An item's fate. */
export const OUTCOMES = [
  "accepted",
  "filtered",
  "rate_limited",
  "invalid",
  "duplicate",
  "abuse",
  "client_discard",
] as const;

export type OutcomeKind = (typeof OUTCOMES)[number];

export type OutcomeRow = {
  projectId: number;
  /** Milliseconds since 1970; counted by the hour. */
  receivedAt: number;
  /** The protocol's data category: "error", "session" … */
  category: string;
  outcome: OutcomeKind;
  /** One of few fixed words, never a sender's text; "" for none. */
  reason: string;
  quantity: number;
};
