import { findEvent } from "#lib/events/queries.ts";
import { loadIssue } from "../../../load-issue.ts";

type Context = { params: Promise<{ org: string; issueId: string; eventId: string }> };

/** The event as a file. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { org, issueId, eventId } = await params;
  const { issue } = await loadIssue(org, issueId);
  const found = await findEvent(issue.scope, eventId);
  if (!found) return Response.json({ detail: "There is no such event." }, { status: 404 });
  return new Response(JSON.stringify(found.event, null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="event-${found.event.eventId}.json"`,
      "Cache-Control": "private, no-store",
    },
  });
}
