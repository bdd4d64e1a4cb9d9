import { answerEvents } from "#lib/api/issue-answers.ts";
import { pageSize, readCursor } from "#lib/api/paging.ts";
import { projectRoute } from "#lib/api/route.ts";
import { eventsOfProject } from "#lib/events/event-pages.ts";
import { issuesOfGroups } from "#lib/issues/queries-issue.ts";

export const GET = projectRoute(["project:read"], async ({ project, url }) => {
  const page = await eventsOfProject(project, readCursor(url), pageSize(url));
  const issues = await issuesOfGroups(project, page.items.map((item) => item.groupId));
  return answerEvents(url, page, (groupId) => issues.get(groupId) ?? 0);
});
