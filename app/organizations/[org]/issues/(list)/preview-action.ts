"use server";

import { z } from "zod";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { type IssuePreview, previewIssue } from "#lib/issues/issue-preview.ts";

/** What hovering over an issue shows. */
export async function previewIssueAction(org: string, id: number): Promise<IssuePreview | null> {
  const access = await authorizeAction(org);
  return previewIssue(access, z.int().positive().catch(0).parse(id));
}
