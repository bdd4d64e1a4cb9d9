"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type {
  MergeAnswer,
  PreviewAnswer,
  RemoveAnswer,
  UnmergeAnswer,
} from "#components/issues/merge-calls.ts";
import type { Answer } from "#components/issues/comment-actions.ts";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { RequestError } from "#lib/errors.ts";
import { deleteIssues } from "#lib/issues/delete-issues.ts";
import { discardIssues } from "#lib/issues/discard-issues.ts";
import { mergeIssues, MergeRequest } from "#lib/issues/merge-issues.ts";
import { previewMerge } from "#lib/issues/merge-preview.ts";
import { setLearnedRule } from "#lib/issues/queries-merged.ts";
import { MAX_CHANGED_ISSUES } from "#lib/issues/schema.ts";
import { unmergeGroups } from "#lib/issues/unmerge-groups.ts";
import { RowId } from "#lib/storable.ts";

const Ids = z.array(RowId).min(1).max(MAX_CHANGED_ISSUES);
const GroupIds = z
  .array(
    z
      .string()
      .regex(/^\d{1,18}$/)
      .transform(BigInt),
  )
  .min(1)
  .max(MAX_CHANGED_ISSUES);

type Refused = { ok: false; message: string };

/** Checks who asks and what, and does it; faults that callers may see are answered. */
async function act<Input, Done extends object>(
  org: string,
  schema: z.ZodType<Input>,
  input: unknown,
  work: (access: OrganizationAccess, input: Input) => Promise<Done>,
): Promise<({ ok: true } & Done) | Refused> {
  const access = await authorizeAction(org);
  const parsed = schema.safeParse(input);
  if (!parsed.success)
    return { ok: false, message: parsed.error.issues[0]?.message ?? "This is not possible." };
  try {
    return { ok: true, ...(await work(access, parsed.data)) };
  } catch (error) {
    if (error instanceof RequestError) return { ok: false, message: error.message };
    throw error;
  }
}

/** What merging these issues would do. */
export const previewMergeAction = async (org: string, ids: readonly number[]): Promise<PreviewAnswer> =>
  act(org, Ids, ids, async (access, checked) => ({ preview: await previewMerge(access, checked) }));

/** Merges issues for whoever is signed in. */
export const mergeIssuesAction = async (org: string, request: MergeRequest): Promise<MergeAnswer> =>
  act(org, MergeRequest, request, async (access, checked) => {
    const outcome = await mergeIssues(access, checked);
    refresh();
    return outcome;
  });

/** Takes groups out of an issue: back to where they came from, or into a new issue. */
export const unmergeGroupsAction = async (
  org: string,
  issueId: number,
  groupIds: readonly string[],
): Promise<UnmergeAnswer> =>
  act(org, z.tuple([RowId, GroupIds]), [issueId, groupIds], async (access, [id, groups]) => {
    const { changed, shortId } = await unmergeGroups(access, id, groups);
    refresh();
    return { changed, shortId };
  });

/** Turns what an issue's merges taught on or off. */
export const setLearnedRuleAction = async (
  org: string,
  issueId: number,
  isActive: boolean,
): Promise<Answer> =>
  act(org, z.tuple([RowId, z.boolean()]), [issueId, isActive], async (access, [id, active]) => {
    await setLearnedRule(access, id, active);
    refresh();
    return {};
  });

/** Deletes issues for good. */
export const deleteIssuesAction = async (org: string, ids: readonly number[]): Promise<RemoveAnswer> =>
  act(org, Ids, ids, async (access, checked) => {
    const removed = await deleteIssues(access, checked);
    refresh();
    return { removed };
  });

/** Deletes issues, and drops whatever would have become part of them. */
export const discardIssuesAction = async (org: string, ids: readonly number[]): Promise<RemoveAnswer> =>
  act(org, Ids, ids, async (access, checked) => {
    const removed = await discardIssues(access, checked);
    refresh();
    return { removed };
  });
