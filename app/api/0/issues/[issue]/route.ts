import { answerIssue } from "#lib/api/issue-answers.ts";
import { issueRoute } from "#lib/api/issue-route.ts";

export const GET = issueRoute(["event:read"], answerIssue);
