"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { UpdateOutcome } from "#components/issues/update-action.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { RequestError } from "#lib/errors.ts";
import { type ChangeOutcome, IssueUpdate } from "#lib/issues/schema.ts";
import { undoIssues } from "#lib/issues/undo-issues.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";

async function answer(change: () => Promise<ChangeOutcome>): Promise<UpdateOutcome> {
  try {
    const outcome = await change();
    refresh();
    return { ok: true, ...outcome };
  } catch (error) {
    if (error instanceof RequestError) return { ok: false, message: error.message };
    throw error;
  }
}

/** Changes issues of the organization for whoever is signed in. */
export async function updateIssuesAction(org: string, update: IssueUpdate): Promise<UpdateOutcome> {
  const access = await authorizeAction(org);
  const parsed = IssueUpdate.safeParse(update);
  if (!parsed.success) return { ok: false, message: "This change is not possible." };
  return answer(() => updateIssues(access, parsed.data));
}

/** Takes back a change that whoever is signed in made within the hour. */
export async function undoIssuesAction(org: string, undo: string): Promise<UpdateOutcome> {
  const access = await authorizeAction(org);
  const parsed = z.uuid().safeParse(undo);
  if (!parsed.success) return { ok: false, message: "This can no longer be taken back." };
  return answer(() => undoIssues(access, parsed.data));
}
