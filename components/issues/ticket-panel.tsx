import { TicketCreate } from "#components/issues/ticket-create.tsx";
import { TicketItem } from "#components/issues/ticket-item.tsx";
import { TicketLinkForm } from "#components/issues/ticket-link-form.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Section } from "#components/ui/section.tsx";
import type { LinkedTicket } from "#lib/tickets/queries.ts";
import type { TicketActions, TicketTracker } from "#components/issues/ticket-actions.ts";

type Props = {
  tickets: readonly LinkedTicket[];
  trackers: readonly TicketTracker[];
  /** For those who may connect a tracker. */
  settingsHref?: string;
  /** Left out for those who may only read. */
  actions?: TicketActions;
};

/** The tickets of an issue. Nothing at all where there is no tracker, and nobody here who could connect one. */
export function TicketPanel({ tickets, trackers, settingsHref, actions }: Props) {
  if (trackers.length === 0 && settingsHref === undefined) return null;
  return (
    <Section title="Tickets">
      {tickets.length > 0 && (
        <ul className="mb-3 grid grid-cols-1 gap-3">
          {tickets.map((ticket) => (
            <TicketItem key={ticket.id} ticket={ticket} actions={actions} />
          ))}
        </ul>
      )}
      {trackers.length === 0 && settingsHref !== undefined ? (
        <div className="grid justify-items-start gap-2">
          <p className="text-sm text-muted">Connect GitHub, GitLab or Jira to make a ticket of this issue.</p>
          <ButtonLink size="sm" href={settingsHref}>
            Connect a tracker
          </ButtonLink>
        </div>
      ) : (
        actions && (
          <div className="flex flex-wrap gap-2">
            <TicketCreate trackers={trackers} actions={actions} />
            <TicketLinkForm trackers={trackers} action={actions.link} />
          </div>
        )
      )}
    </Section>
  );
}
