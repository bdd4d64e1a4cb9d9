import { z } from "zod";
import { demand, type ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";

/** Hours without an event after which an issue is resolved; 0 never does. */
export const AutoResolveHours = z.int().min(0).max(8_760);

/** Sets after how many hours without an event the project's issues are resolved by themselves. */
export async function updateAutoResolve(access: ProjectAccess, hours: number): Promise<void> {
  demand(access, "project:write");
  await db().project.update({
    where: { id: access.projectId, organizationId: access.organizationId },
    data: { autoResolveHours: hours },
  });
}
