// Tickets of an issue: made, linked, looked at again, unlinked.
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { subscribeByItself } from "#lib/issues/subscriptions.ts";
import { applyTicketChange } from "#lib/tickets/apply-ticket-change.ts";
import { openTracker, requireIntegration } from "#lib/tickets/integration-row.ts";
import { issueParts } from "#lib/tickets/issue-parts.ts";
import type { NewTicket, TicketReference } from "#lib/tickets/schema.ts";
import type { Ticket } from "#lib/tickets/tracker.ts";
import { TRACKERS } from "#lib/tickets/trackers/kinds.ts";

const MAX_LINKS = 50;

async function demandRoom(issueId: number): Promise<void> {
  if ((await db().ticketLink.count({ where: { issueId } })) >= MAX_LINKS)
    throw new RequestError(400, `An issue can have at most ${MAX_LINKS} tickets.`);
}

/** Makes a ticket in the tracker and links it. */
export async function createTicket(
  access: OrganizationAccess,
  issue: Issue,
  { integrationId, place, title, body }: NewTicket,
): Promise<Ticket> {
  demand(access, "event:write");
  const integration = await requireIntegration(access, integrationId);
  await demandRoom(issue.id);
  const target = TRACKERS[integration.kind].checkPlace(place);
  const ticket = await openTracker(integration).create({ place: target, title, body });
  await link(access, issue.id, integrationId, ticket);
  return ticket;
}

/** Links a ticket that is there already, by its key, its number or its address. */
export async function linkTicket(
  access: OrganizationAccess,
  issue: Issue,
  { integrationId, reference }: TicketReference,
): Promise<Ticket> {
  demand(access, "event:write");
  const integration = await requireIntegration(access, integrationId);
  await demandRoom(issue.id);
  const key = TRACKERS[integration.kind].readReference(reference, integration);
  if (key === null)
    throw new RequestError(400, `This is not a ticket of ${integration.name}. Enter its address or its key.`);
  const ticket = await openTracker(integration).find(key);
  await link(access, issue.id, integrationId, ticket);
  return ticket;
}

async function link(
  access: OrganizationAccess,
  issueId: number,
  integrationId: number,
  ticket: Ticket,
): Promise<void> {
  const { key, url, title, status } = ticket;
  await db().$transaction(async (tx) => {
    const { count } = await tx.ticketLink.createMany({
      data: {
        issueId,
        integrationId,
        key,
        url,
        title,
        status,
        createdById: access.userId,
        updatedAt: new Date(ticket.updatedAt),
      },
      skipDuplicates: true,
    });
    if (count === 0) throw new RequestError(409, `${key} is linked already.`);
    await tx.issueActivity.create({
      data: { issueId, userId: access.userId, type: "TICKET_LINKED", data: { detail: key } },
    });
    if (access.userId !== null) await subscribeByItself(tx, issueId, [access.userId], "ticket");
  });
}

const notLinked = () => new RequestError(404, "This ticket is not linked any more.");

/** A link of this issue, or of one that was merged into it. @throws RequestError 404 */
async function requireLink(access: OrganizationAccess, issue: Issue, id: number) {
  const found = await db().ticketLink.findFirst({
    where: {
      id,
      integration: { organizationId: access.organizationId },
      issueId: { in: await issueParts(issue.id) },
    },
  });
  if (!found) throw notLinked();
  return found;
}

/** Asks the tracker how the ticket stands, as its webhook would tell. */
export async function refreshTicket(
  access: OrganizationAccess,
  issue: Issue,
  linkId: number,
): Promise<Ticket> {
  demand(access, "event:write");
  const { integrationId, key } = await requireLink(access, issue, linkId);
  const integration = await requireIntegration(access, integrationId);
  const ticket = await openTracker(integration).find(key);
  // A ticket that was moved has a new key; the link keeps the one that it is known by here.
  await applyTicketChange(integration, { ...ticket, key });
  return ticket;
}

/** Forgets the link; the ticket stays where it is. */
export async function unlinkTicket(access: OrganizationAccess, issue: Issue, linkId: number): Promise<void> {
  demand(access, "event:write");
  const { id, key } = await requireLink(access, issue, linkId);
  await db().$transaction(async (tx) => {
    // The entry holds the issue, and whoever deletes an issue holds it before its links.
    await tx.issueActivity.create({
      data: { issueId: issue.id, userId: access.userId, type: "TICKET_UNLINKED", data: { detail: key } },
    });
    const { count } = await tx.ticketLink.deleteMany({ where: { id } });
    if (count === 0) throw notLinked();
  });
}
