"use server";

import { refresh } from "next/cache";
import type { UpdateOutcome } from "#components/issues/update-action.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { RequestError } from "#lib/errors.ts";
import { IssueUpdate } from "#lib/issues/schema.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";

/** Changes issues of the organization for whoever is signed in. */
export async function updateIssuesAction(org: string, update: IssueUpdate): Promise<UpdateOutcome> {
  const access = await authorizeAction(org);
  const parsed = IssueUpdate.safeParse(update);
  if (!parsed.success) return { ok: false, message: "This change is not possible." };
  try {
    const before = await updateIssues(access, parsed.data);
    refresh();
    return { ok: true, before };
  } catch (error) {
    if (error instanceof RequestError) return { ok: false, message: error.message };
    throw error;
  }
}
