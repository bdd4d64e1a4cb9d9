import { db } from "#lib/db.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";

const named = (name: string) => (/^\d{1,9}$/.test(name) ? { id: Number(name) } : { slug: name });

/** Whether a key's project is the one that a path of the Web API names, by slugs or ids. */
export async function isProjectAt(
  { projectId }: ProjectKey,
  organization: string,
  project: string,
): Promise<boolean> {
  const found = await db().project.findFirst({
    where: { AND: [{ id: projectId }, named(project), { organization: named(organization) }] },
    select: { id: true },
  });
  return found !== null;
}
