// What Debrief asks of every tracker, and what it hears back. One file a kind, in trackers/.
import type { IntegrationSettings } from "#lib/tickets/schema.ts";

/** A ticket as its tracker has it now. `updatedAt` is the tracker's own time, in milliseconds since 1970. */
export type Ticket = {
  /** As its tracker writes it: acme/web#12, WEB-12 */
  key: string;
  url: string;
  title: string;
  status: "OPEN" | "CLOSED";
  updatedAt: number;
};

export type TicketText = { place: string; title: string; body: string };

/** A tracker with its token in hand. Each call throws an OutgoingError or a TrackerError. */
export type Tracker = {
  /** @returns in a few words what the token reaches. */
  test: () => Promise<string>;
  create: (ticket: TicketText) => Promise<Ticket>;
  find: (key: string) => Promise<Ticket>;
  close: (key: string) => Promise<Ticket>;
  comment: (key: string, text: string) => Promise<void>;
};

/** What is needed to speak to a tracker. `baseUrl` has no slash at its end; `signal` ends what is under way. */
export type TrackerOptions = {
  baseUrl: string;
  token: string;
  settings: IntegrationSettings;
  signal?: AbortSignal;
};

/** What a webhook says of a ticket. */
export type TicketChange = Pick<Ticket, "key" | "title" | "status" | "updatedAt">;
export type ReadHeader = (name: string) => string | null;

export type TrackerKind = {
  /** @throws RequestError 400 when there can be no such repository or project. */
  checkPlace: (place: string) => string;
  open: (options: TrackerOptions) => Tracker;
  /** The key that a person means by a key, a number or an address; null when it can be none. */
  readReference: (text: string, options: Pick<TrackerOptions, "baseUrl" | "settings">) => string | null;
  /** Whether the sender of a webhook knows the secret; over the bytes as they came, in constant time. */
  isSigned: (header: ReadHeader, body: Uint8Array, secret: string) => boolean;
  /** null for what does not concern the status of a ticket. */
  readChange: (header: ReadHeader, payload: unknown) => TicketChange | null;
};
