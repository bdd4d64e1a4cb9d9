import { answerFile } from "#lib/attachments/answer-file.ts";
import { findAttachment } from "#lib/attachments/queries.ts";
import { findEvent } from "#lib/events/queries.ts";
import { loadIssue } from "../../../../load-issue.ts";

type Context = { params: Promise<{ org: string; issueId: string; eventId: string; attachmentId: string }> };

/** A file of the event, to be saved; with `?preview=1` an image to be shown. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { org, issueId, eventId, attachmentId } = await params;
  const { issue } = await loadIssue(org, issueId);
  const found = await findEvent(issue.scope, eventId);
  const attachment = found && (await findAttachment(issue.scope, found.event.eventId, attachmentId));
  const preview = new URL(request.url).searchParams.has("preview");
  const file = attachment && (await answerFile(attachment, { preview }));
  return file ?? Response.json({ detail: "There is no such attachment." }, { status: 404 });
}
