import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { env } from "#lib/env.ts";
import { findEvent } from "#lib/events/queries.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { issueTotals } from "#lib/issues/queries-stats.ts";
import { requireIntegration } from "#lib/tickets/integration-row.ts";
import { ticketText } from "#lib/tickets/ticket-text.ts";

export type TicketDraft = { place: string; title: string; body: string };

/** The public address of an issue's page. */
export const issueUrl = (organizationSlug: string, issueId: number) =>
  `${env().baseUrl}/organizations/${organizationSlug}/issues/${issueId}`;

/** A ticket about the issue as it stands, for a person to read over. */
export async function draftTicket(
  access: OrganizationAccess,
  issue: Issue,
  integrationId: number,
): Promise<TicketDraft> {
  demand(access, "event:write");
  const { kind, settings } = await requireIntegration(access, integrationId);
  const [found, totals] = await Promise.all([
    findEvent(issue.scope, "recommended"),
    issueTotals(issue.scope),
  ]);
  const text = ticketText(kind, {
    shortId: issue.shortId,
    url: issueUrl(access.slug, issue.id),
    title: issue.title,
    culprit: issue.culprit,
    projectName: issue.project.name,
    events: issue.timesSeen,
    users: totals.users,
    firstSeen: issue.firstSeen,
    lastSeen: issue.lastSeen,
    firstRelease: issue.firstRelease?.version ?? null,
    lastRelease: issue.lastRelease?.version ?? null,
    exceptions: found?.event.exceptions ?? [],
    message: found?.event.message?.formatted ?? null,
  });
  return { place: settings.place, ...text };
}
