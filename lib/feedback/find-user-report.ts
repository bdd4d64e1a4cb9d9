import { db } from "#lib/db.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";

/** When the first report of an event of the key's project came; null when there is none. */
export async function findUserReport(
  { projectId }: ProjectKey,
  associatedEventId: string,
): Promise<{ receivedAt: Date } | null> {
  return db().feedback.findFirst({
    where: { projectId, associatedEventId, source: "user_report" },
    orderBy: { receivedAt: "asc" },
    select: { receivedAt: true },
  });
}
