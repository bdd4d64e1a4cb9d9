"use server";

import { z } from "zod";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { issueTagValues } from "#lib/issues/queries-tags.ts";

const Asked = z.object({ key: z.string().min(1).max(220), prefix: z.string().max(200) });
const TAG = /^tags\[(.+)\]$/;

/** Values that a tag has in the issue's events and that begin with, or contain, what was typed. */
export async function suggestEventValuesAction(
  org: string,
  issueId: number,
  key: string,
  prefix: string,
): Promise<{ value: string; count: number | null }[]> {
  const access = await authorizeAction(org);
  const asked = Asked.safeParse({ key, prefix });
  const issue = asked.success ? await findIssue(access, String(issueId)) : null;
  if (!asked.success || !issue) return [];
  const wanted = asked.data.prefix.toLowerCase();
  const values = await issueTagValues(issue, TAG.exec(asked.data.key)?.[1] ?? asked.data.key);
  return values.filter(({ value }) => value.toLowerCase().includes(wanted)).slice(0, 10);
}
