import { TicketPanel } from "#components/issues/ticket-panel.tsx";
import { may } from "#lib/accounts/access.ts";
import { listIntegrations, listTickets } from "#lib/tickets/queries.ts";
import type { PanelProps } from "./panel-props.ts";
import {
  createTicketAction,
  draftTicketAction,
  linkTicketAction,
  refreshTicketAction,
  unlinkTicketAction,
} from "./ticket-actions.ts";

/** Linked tickets, and how to make one. */
export async function Tickets({ access, issue }: PanelProps) {
  const [integrations, tickets] = await Promise.all([
    listIntegrations(access),
    listTickets(access, issue.id),
  ]);
  return (
    <TicketPanel
      tickets={tickets}
      trackers={integrations.map(({ id, kind, name }) => ({ id, kind, name }))}
      settingsHref={
        may(access, "org:write") ? `/organizations/${access.slug}/settings/integrations` : undefined
      }
      actions={
        may(access, "event:write")
          ? {
              draft: draftTicketAction.bind(null, access.slug, issue.id),
              create: createTicketAction.bind(null, access.slug, issue.id),
              link: linkTicketAction.bind(null, access.slug, issue.id),
              refresh: refreshTicketAction.bind(null, access.slug, issue.id),
              unlink: unlinkTicketAction.bind(null, access.slug, issue.id),
            }
          : undefined
      }
    />
  );
}
