// What the page hands to the panel of tickets: the trackers, and the actions on the tickets.
import type { ActionState } from "#lib/format/action-state.ts";
import type { TicketDraft } from "#lib/tickets/draft-ticket.ts";
import type { IntegrationKind } from "#lib/tickets/schema.ts";

export type TicketTracker = { id: number; kind: IntegrationKind; name: string };

/** Those that make or find a ticket answer with its key. */
type KeyAction = (state: ActionState<string>, form: FormData) => Promise<ActionState<string>>;

export type TicketActions = {
  draft: (integrationId: number) => Promise<ActionState<TicketDraft>>;
  create: KeyAction;
  link: KeyAction;
  refresh: (linkId: number) => Promise<ActionState>;
  unlink: (linkId: number) => Promise<ActionState>;
};
