import { notFound } from "#lib/api/answer.ts";
import { answerFoundEvent } from "#lib/api/issue-answers.ts";
import { projectRoute } from "#lib/api/route.ts";
import { findEventById, findEvent } from "#lib/events/queries.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";

export const GET = projectRoute(["project:read"], async ({ organization, project, params }) => {
  const place = await findEventById(organization, params["event"] ?? "");
  if (place?.projectId !== project.projectId) throw notFound();
  const issue = await findIssue(organization, String(place.issueId));
  const found = issue && (await findEvent(issue.scope, params["event"] ?? ""));
  if (!issue || !found) throw notFound();
  return answerFoundEvent(found, issue);
});
