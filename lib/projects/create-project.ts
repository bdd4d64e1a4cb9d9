import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { slugify, withFreeSlug } from "#lib/accounts/slug.ts";
import { newKeyPair } from "#lib/projects/create-project-key.ts";
import type { NewProject } from "#lib/projects/schema.ts";

/**
 * Creates a project with its first key, for the organization's first team.
 * @throws RequestError 409 when a slug was asked for and is taken.
 */
export async function createProject(
  access: OrganizationAccess,
  input: NewProject,
): Promise<{ id: number; slug: string; publicKey: string }> {
  demand(access, "project:write");
  const { organizationId } = access;
  return db().$transaction(async (tx) => {
    const insert = async (slug: string) => {
      const rows = await tx.project.createManyAndReturn({
        data: [{ organizationId, slug, name: input.name, platform: input.platform }],
        skipDuplicates: true,
        select: { id: true, slug: true },
      });
      return rows.at(0);
    };
    const project =
      input.slug === undefined
        ? await withFreeSlug(slugify(input.name, "project"), insert)
        : await insert(input.slug);
    if (!project) throw new RequestError(409, "This slug is taken.");
    const keys = newKeyPair();
    await tx.projectKey.create({ data: { projectId: project.id, label: "Default", ...keys } });
    const team = await tx.team.findFirst({ where: { organizationId }, orderBy: { id: "asc" } });
    if (team) await tx.projectTeam.create({ data: { projectId: project.id, teamId: team.id } });
    return { ...project, publicKey: keys.publicKey };
  });
}
