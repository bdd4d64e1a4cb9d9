import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { findEventById } from "#lib/events/queries.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";

/** Where a pasted text leads: an event by its id, an issue by its short id, else a search for it. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ org: string }> },
): Promise<never> {
  const access = await requireOrganization((await params).org);
  const text = (request.nextUrl.searchParams.get("q") ?? "").trim().slice(0, 500);
  const issues = `/organizations/${access.slug}/issues`;

  const event = await findEventById(access, text);
  if (event) redirect(`${issues}/${event.issueId}/events/${event.eventId}`);
  const issue = /^\d+$/.test(text) ? null : await findIssue(access, text);
  if (issue) redirect(`${issues}/${issue.id}`);
  const search = /^[^\s@"]+@[^\s@"]+$/.test(text) ? `user:${text}` : text;
  const query = new URLSearchParams({ query: search, tab: "all", statsPeriod: "90d" });
  redirect(text ? `${issues}?${query}` : issues);
}
