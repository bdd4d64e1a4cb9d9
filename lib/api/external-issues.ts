import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { answer } from "#lib/api/answer.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { listTickets } from "#lib/tickets/queries.ts";

type InIssue = { organization: OrganizationAccess; issue: Issue };

/** The tickets of an issue. */
export async function answerExternalIssues({ organization, issue }: InIssue): Promise<Response> {
  const tickets = await listTickets(organization, issue.id);
  return answer(
    tickets.map(({ id, kind, key, url }) => ({
      id: String(id),
      issueId: String(issue.id),
      serviceType: kind.toLowerCase(),
      displayName: key,
      webUrl: url,
    })),
  );
}
