import { answerIssueEvents } from "#lib/api/issue-answers.ts";
import { organizationIssueRoute } from "#lib/api/issue-route.ts";

export const GET = organizationIssueRoute(["event:read"], answerIssueEvents);
