"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { Answer } from "#components/issues/comment-actions.ts";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { RequestError } from "#lib/errors.ts";
import { addComment } from "#lib/issues/add-comment.ts";
import { CommentId, CommentText } from "#lib/issues/comment.ts";
import { deleteComment } from "#lib/issues/delete-comment.ts";
import { editComment } from "#lib/issues/edit-comment.ts";
import { findIssue, type Issue } from "#lib/issues/queries-issue.ts";
import { shareIssue, unshareIssue } from "#lib/issues/share-issue.ts";

// The bound arguments of a server action come back from the browser.
const IssueNumber = z.int().positive();

/** Checks who asks and what, does it, and shows the page as it is then. */
async function act<Input>(
  org: string,
  issueId: number,
  given: { schema: z.ZodType<Input>; input: unknown },
  work: (access: OrganizationAccess, issue: Issue, input: Input) => Promise<unknown>,
): Promise<Answer> {
  const access = await authorizeAction(org);
  const id = IssueNumber.safeParse(issueId);
  const input = given.schema.safeParse(given.input);
  if (!input.success)
    return { ok: false, message: input.error.issues[0]?.message ?? "This is not possible." };
  try {
    const issue = id.success ? await findIssue(access, String(id.data)) : null;
    if (!issue) throw new RequestError(404, "There is no such issue.");
    await work(access, issue, input.data);
    refresh();
    return { ok: true };
  } catch (error) {
    if (error instanceof RequestError) return { ok: false, message: error.message };
    throw error;
  }
}

const Edited = z.tuple([CommentId, CommentText]);

/** Comments for whoever is signed in. */
export const addCommentAction = async (org: string, issueId: number, text: string): Promise<Answer> =>
  act(org, issueId, { schema: CommentText, input: text }, (access, { scope }, checked) =>
    addComment(access, scope, checked),
  );

/** Changes a comment of one's own. */
export const editCommentAction = async (
  org: string,
  issueId: number,
  commentId: string,
  text: string,
): Promise<Answer> =>
  act(org, issueId, { schema: Edited, input: [commentId, text] }, (access, { scope }, [id, checked]) =>
    editComment(access, scope, id, checked),
  );

/** Removes a comment of one's own. */
export const deleteCommentAction = async (org: string, issueId: number, commentId: string): Promise<Answer> =>
  act(org, issueId, { schema: CommentId, input: commentId }, (access, { scope }, id) =>
    deleteComment(access, scope, id),
  );

const nothing = { schema: z.undefined(), input: undefined };

/** Makes the public link. */
export const shareIssueAction = async (org: string, issueId: number): Promise<Answer> =>
  act(org, issueId, nothing, (access, { id }) => shareIssue(access, id));

/** Revokes the public link. */
export const unshareIssueAction = async (org: string, issueId: number): Promise<Answer> =>
  act(org, issueId, nothing, (access, { id }) => unshareIssue(access, id));
