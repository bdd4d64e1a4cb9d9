import { notFound, answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { organizationRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";
import { issueFacts } from "#lib/issues/issue-facts.ts";
import { issueJson } from "#lib/issues/issue-json.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { issueTotals } from "#lib/issues/queries-stats.ts";
import { parseShortId } from "#lib/issues/short-id.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["event:read"], async ({ organization, params }) => {
    const short = params["short"] ?? "";
    const issue = parseShortId(short) && (await findIssue(organization, short));
    if (!issue) throw notFound();
    const [{ users }, facts] = await Promise.all([
      issueTotals(issue.scope),
      issueFacts(organization, [issue.id]),
    ]);
    const numbers = { events: issue.timesSeen, users };
    return answer({
      organizationSlug: organization.slug,
      projectSlug: issue.project.slug,
      groupId: String(issue.id),
      group: issueJson(issue, facts.get(issue.id), numbers, organization.slug, env().baseUrl),
      shortId: issue.shortId,
    });
  }),
});
