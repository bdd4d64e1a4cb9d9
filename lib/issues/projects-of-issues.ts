import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";

/** The issues that exist among `ids` and were not merged into another, with their projects. */
export async function projectsOfIssues(
  access: OrganizationAccess,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const found = await db().issue.findMany({
    where: {
      id: { in: [...ids] },
      mergedIntoId: null,
      project: { organizationId: access.organizationId },
    },
    select: { id: true, projectId: true },
    orderBy: { id: "asc" },
  });
  return new Map(found.map(({ id, projectId }) => [id, projectId]));
}
