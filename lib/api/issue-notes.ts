// Comments, history and user reports of an issue, whichever of its two paths was taken.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { answer, answerEmpty, notFound } from "#lib/api/answer.ts";
import { pageLinks, pageSize, readCursor } from "#lib/api/paging.ts";
import { readBody } from "#lib/api/read-body.ts";
import { env } from "#lib/env.ts";
import { feedbackJson } from "#lib/feedback/feedback-json.ts";
import { feedbackOfIssue } from "#lib/feedback/feedback-of-issue.ts";
import { activityJson } from "#lib/issues/activity-json.ts";
import { addComment } from "#lib/issues/add-comment.ts";
import { CommentId, CommentText } from "#lib/issues/comment.ts";
import { deleteComment } from "#lib/issues/delete-comment.ts";
import { editComment } from "#lib/issues/edit-comment.ts";
import { activityPage, findComment } from "#lib/issues/queries-activity.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";

type InIssue = { request: Request; url: URL; organization: OrganizationAccess; issue: Issue };
type InNote = InIssue & { params: Readonly<Record<string, string>> };

const Note = z.object({ text: CommentText });
const paging = (url: URL) => ({ cursor: readCursor(url), limit: pageSize(url) });

/** Its comments, newest first. */
export async function answerNotes({ url, issue }: InIssue): Promise<Response> {
  const page = await activityPage(issue.scope, { ...paging(url), type: "NOTE" });
  return answer(page.items.map(activityJson), 200, pageLinks(url, page, env().baseUrl));
}

async function answerNote({ scope }: Issue, id: bigint, status = 200): Promise<Response> {
  const comment = await findComment(scope, id);
  if (!comment) throw notFound();
  return answer(activityJson(comment), status);
}

/** Adds a comment and answers it. */
export async function answerNewNote({ request, organization, issue }: InIssue): Promise<Response> {
  const { text } = await readBody(request, Note);
  return answerNote(issue, await addComment(organization, issue.scope, text), 201);
}

function noteId({ params }: InNote): bigint {
  const id = CommentId.safeParse(params["note"]);
  if (!id.success) throw notFound();
  return id.data;
}

/** One comment. */
export const answerOneNote = (asked: InNote): Promise<Response> => answerNote(asked.issue, noteId(asked));

/** Changes a comment of the token's user and answers it. */
export async function answerNoteChange(asked: InNote): Promise<Response> {
  const { request, organization, issue } = asked;
  const id = noteId(asked);
  const { text } = await readBody(request, Note);
  await editComment(organization, issue.scope, id, text);
  return answerNote(issue, id);
}

/** Removes a comment of the token's user. */
export async function answerNoteDelete(asked: InNote): Promise<Response> {
  await deleteComment(asked.organization, asked.issue.scope, noteId(asked));
  return answerEmpty();
}

/** Its history, newest first, comments among it. */
export async function answerActivities({ url, issue }: InIssue): Promise<Response> {
  const page = await activityPage(issue.scope, paging(url));
  return answer({ activity: page.items.map(activityJson) }, 200, pageLinks(url, page, env().baseUrl));
}

/** What users wrote about its events, newest first. */
export async function answerUserReports({ url, issue }: InIssue): Promise<Response> {
  const page = await feedbackOfIssue(issue.scope, paging(url));
  return answer(page.items.map(feedbackJson), 200, pageLinks(url, page, env().baseUrl));
}
