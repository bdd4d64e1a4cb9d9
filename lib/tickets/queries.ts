// What pages and the Web API show of trackers and tickets. No secret is read here, not even a sealed one.
import { may, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { issueParts } from "#lib/tickets/issue-parts.ts";
import { IntegrationSettings, type IntegrationKind } from "#lib/tickets/schema.ts";

export type IntegrationSummary = {
  id: number;
  kind: IntegrationKind;
  name: string;
  baseUrl: string;
  settings: IntegrationSettings;
  ticketCount: number;
};

/** `updatedAt` is when the ticket last changed in its tracker as far as Debrief knows; milliseconds since 1970. */
export type LinkedTicket = {
  id: number;
  kind: IntegrationKind;
  integrationId: number;
  integrationName: string;
  key: string;
  url: string;
  title: string;
  status: "OPEN" | "CLOSED";
  updatedAt: number;
};

const MAX_TICKETS = 50;

/** The organization's trackers, by name. Whose account they are used with is for those who may change it. */
export async function listIntegrations(access: OrganizationAccess): Promise<IntegrationSummary[]> {
  const found = await db().integration.findMany({
    where: { organizationId: access.organizationId },
    select: {
      id: true,
      kind: true,
      name: true,
      baseUrl: true,
      settings: true,
      _count: { select: { tickets: true } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const isShown = may(access, "org:write");
  return found.map(({ _count, settings: stored, ...row }) => {
    const settings = IntegrationSettings.parse(stored);
    return { ...row, settings: isShown ? settings : { ...settings, email: "" }, ticketCount: _count.tickets };
  });
}

/** Tickets of an issue and of what was merged into it, newest link first. */
export async function listTickets(access: OrganizationAccess, issueId: number): Promise<LinkedTicket[]> {
  const found = await db().ticketLink.findMany({
    where: {
      integration: { organizationId: access.organizationId },
      issueId: { in: await issueParts(issueId) },
    },
    include: { integration: { select: { kind: true, name: true } } },
    orderBy: { id: "desc" },
    take: MAX_TICKETS,
  });
  return found.map(({ integration, id, integrationId, key, url, title, status, updatedAt }) => ({
    id,
    kind: integration.kind,
    integrationId,
    integrationName: integration.name,
    key,
    url,
    title,
    status,
    updatedAt: updatedAt.getTime(),
  }));
}
