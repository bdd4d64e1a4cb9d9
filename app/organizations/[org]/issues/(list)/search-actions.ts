"use server";

import { z } from "zod";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { suggestSearchKeys, suggestSearchValues } from "#lib/issues/search-keys.ts";
import { listProjects } from "#lib/projects/queries.ts";
import { readListAddress } from "../filters.ts";
import { searchOfAddress } from "./search-of-address.ts";

const Asked = z.object({
  key: z.string().max(220),
  prefix: z.string().max(200),
  address: z.string().max(4_000),
});

/** Values of a key, or without one keys of tags, that have in them what was typed: in the list's projects and time range. */
export async function suggestValuesAction(
  org: string,
  address: string,
  key: string,
  prefix: string,
): Promise<{ value: string; count: number | null }[]> {
  const access = await authorizeAction(org);
  const asked = Asked.safeParse({ key, prefix, address });
  if (!asked.success) return [];
  const { filters } = readListAddress(searchOfAddress(asked.data.address), await listProjects(access));
  const { projectIds, range } = filters;
  return key === ""
    ? suggestSearchKeys(access, { prefix, projectIds, range })
    : suggestSearchValues(access, { key, prefix, projectIds, range });
}
