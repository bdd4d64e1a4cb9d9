import { answerIssuesChange } from "#lib/api/change-issues.ts";
import { answerIssuesDeletion } from "#lib/api/delete-issues.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { answerIssueList } from "#lib/api/list-issues.ts";
import { projectRoute } from "#lib/api/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["event:read"], (asked) => answerIssueList(asked, [asked.project])),
  PUT: projectRoute(["event:write"], (asked) => answerIssuesChange(asked, [asked.project])),
  DELETE: projectRoute(["event:admin"], (asked) => answerIssuesDeletion(asked, [asked.project])),
});
