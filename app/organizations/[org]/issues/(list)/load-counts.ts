import { cache } from "react";
import type { Fault } from "#components/issues/search-fault.tsx";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { countIssuesByTab } from "#lib/issues/queries-list.ts";
import type { IssueTab } from "#lib/issues/schema.ts";
import { SearchError } from "#lib/search/search-error.ts";
import type { ListAddress } from "../filters.ts";

type Counts = { counts: Record<IssueTab, number>; fault: null } | { counts: null; fault: Fault };

/** How many issues each tab holds, asked once for a page; or why the search cannot be read. */
export const loadCounts = cache(async (access: OrganizationAccess, address: ListAddress): Promise<Counts> => {
  try {
    return { counts: await countIssuesByTab(access, address.filters), fault: null };
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    const { message, at, length } = error;
    return { counts: null, fault: { message, at, length } };
  }
});
