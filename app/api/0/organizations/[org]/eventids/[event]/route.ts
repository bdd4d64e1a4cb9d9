import { answer } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { foundEventJson, findEventWithIssue } from "#lib/api/issue-answers.ts";
import { organizationRoute } from "#lib/api/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["event:read"], async ({ organization, params }) => {
    const { found, issue } = await findEventWithIssue(organization, params["event"] ?? "");
    return answer({
      organizationSlug: organization.slug,
      projectSlug: issue.project.slug,
      groupId: String(issue.id),
      eventId: found.event.eventId,
      event: foundEventJson(found, issue),
    });
  }),
});
