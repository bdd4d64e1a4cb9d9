import { endpoint } from "#lib/api/endpoint.ts";
import { readEventFilters } from "#lib/api/event-filters.ts";
import { answerEvents } from "#lib/api/issue-answers.ts";
import { projectRoute } from "#lib/api/route.ts";
import { eventsOfProject } from "#lib/events/event-pages.ts";
import { issuesOfGroups } from "#lib/issues/queries-issue.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ project, url }) => {
    const page = await eventsOfProject(project, readEventFilters(url));
    const groups = page.items.map((item) => item.groupId);
    const issues = await issuesOfGroups(project, groups);
    return answerEvents(url, page, (groupId) => issues.get(groupId) ?? 0);
  }),
});
