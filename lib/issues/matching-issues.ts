import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { askIssues } from "#lib/issues/ask-issues.ts";
import { issueWhere } from "#lib/issues/issue-where.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";

const Row = z.object({ id: z.number(), total: z.coerce.number() });

/**
 * The issues that a list shows on any of its pages, most recently seen first, and how many there are.
 * @throws SearchError for a search that cannot be understood.
 */
export async function findMatchingIssueIds(
  access: OrganizationAccess,
  filters: IssueFilters,
  max: number,
): Promise<{ ids: number[]; total: number }> {
  const { sql, tab, values } = await issueWhere(access, filters);
  const rows = await askIssues(
    Row,
    `SELECT i.id, count(*) OVER () AS total FROM issue i WHERE ${sql} AND ${tab}
     ORDER BY i.last_seen DESC, i.id DESC LIMIT ${values.add(max)}`,
    values.all,
  );
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}
