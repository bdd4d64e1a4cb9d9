import { findProjectAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { createProjectKey } from "#lib/projects/create-project-key.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { dsnOf } from "#lib/projects/dsn.ts";
import { listProjectKeys } from "#lib/projects/queries.ts";

/** Makes or finds the project, and an active key of it. @returns its slug and DSN at `baseUrl`. */
export async function ensureProject(
  access: OrganizationAccess,
  wanted: { slug: string; platform: string },
  baseUrl: string,
): Promise<{ slug: string; dsn: string }> {
  const name = wanted.slug;
  const existing = await findProjectAccess(access, wanted.slug);
  if (!existing) await createProject(access, { name, slug: wanted.slug, platform: wanted.platform });
  const project = existing ?? (await findProjectAccess(access, wanted.slug));
  if (!project) throw new Error(`The project ${wanted.slug} vanished while it was set up.`);
  const active = async () => (await listProjectKeys(project)).find((key) => key.isActive);
  const key = (await active()) ?? (await createProjectKey(project, { label: "Default" }).then(active));
  if (!key) throw new Error(`The project ${wanted.slug} has no active key.`);
  return { slug: project.slug, dsn: dsnOf(key, baseUrl) };
}
