import type { ProjectAccess } from "#lib/accounts/access.ts";
import { answer } from "#lib/api/answer.ts";
import { readEventFilters } from "#lib/api/event-filters.ts";
import { pageLinks } from "#lib/api/paging.ts";
import { env } from "#lib/env.ts";
import { RequestError } from "#lib/errors.ts";
import { feedbackJson } from "#lib/feedback/feedback-json.ts";
import { type FeedbackFilters, listFeedback } from "#lib/feedback/queries.ts";

const STATUSES = new Map<string, FeedbackFilters["status"]>([
  ["", null],
  ["unresolved", "UNRESOLVED"],
  ["resolved", "RESOLVED"],
  ["spam", "SPAM"],
]);

/** What people wrote, newest first; `status` = unresolved, resolved or spam, left out for all. */
export async function answerFeedback(url: URL, projects: readonly ProjectAccess[]): Promise<Response> {
  const status = STATUSES.get(url.searchParams.get("status") ?? "");
  if (status === undefined) throw new RequestError(400, "Invalid status: use unresolved, resolved or spam.");
  const page = await listFeedback(projects, { ...readEventFilters(url), status });
  return answer(page.items.map(feedbackJson), 200, pageLinks(url, page, env().baseUrl));
}
