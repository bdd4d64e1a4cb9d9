"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { MatchingPreview } from "#components/issues/bulk-calls.ts";
import type { UpdateOutcome } from "#components/issues/update-action.ts";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { RequestError } from "#lib/errors.ts";
import { findMatchingIssueIds } from "#lib/issues/matching-issues.ts";
import { previewMerge } from "#lib/issues/merge-preview.ts";
import { IssueChange, MAX_CHANGED_ISSUES } from "#lib/issues/schema.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";
import { listProjects } from "#lib/projects/queries.ts";
import { readListAddress } from "../filters.ts";
import { searchOfAddress } from "./search-of-address.ts";

const Address = z.string().max(4_000);

/** Every issue that the list at this address shows on any of its pages, up to the most that can be changed at once. */
async function idsAt(access: OrganizationAccess, address: string): Promise<number[]> {
  const { filters } = readListAddress(searchOfAddress(Address.parse(address)), await listProjects(access));
  return (await findMatchingIssueIds(access, filters, MAX_CHANGED_ISSUES)).ids;
}

async function answered<Done extends object>(
  work: () => Promise<Done>,
): Promise<({ ok: true } & Done) | { ok: false; message: string }> {
  try {
    return { ok: true, ...(await work()) };
  } catch (error) {
    if (error instanceof z.ZodError) return { ok: false, message: "This is not possible." };
    if (error instanceof RequestError) return { ok: false, message: error.message };
    throw error;
  }
}

/** Changes all issues that match. */
export async function updateMatchingAction(
  org: string,
  address: string,
  change: IssueChange,
): Promise<UpdateOutcome> {
  const access = await authorizeAction(org);
  return answered(async () => {
    const checked = IssueChange.parse(change);
    const ids = await idsAt(access, address);
    if (ids.length === 0) return { changed: 0, undo: null };
    const outcome = await updateIssues(access, { ids, change: checked });
    refresh();
    return outcome;
  });
}

/** What merging all issues that match would do, and which they are: what is merged then is what was shown. */
export async function previewMatchingMergeAction(org: string, address: string): Promise<MatchingPreview> {
  const access = await authorizeAction(org);
  return answered(async () => {
    const ids = await idsAt(access, address);
    return { ids, preview: await previewMerge(access, ids) };
  });
}
