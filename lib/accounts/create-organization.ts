import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import type { NewOrganization } from "#lib/accounts/schema.ts";
import { slugify, withFreeSlug } from "#lib/accounts/slug.ts";

/**
 * Creates an organization that the user owns, with one team that everybody joins.
 * @throws RequestError 409 when a slug was asked for and is taken.
 */
export async function createOrganization(
  userId: number,
  input: NewOrganization,
): Promise<{ id: number; slug: string }> {
  return db().$transaction(async (tx) => {
    const insert = async (slug: string) => {
      const rows = await tx.organization.createManyAndReturn({
        data: [{ slug, name: input.name }],
        skipDuplicates: true,
        select: { id: true, slug: true },
      });
      return rows.at(0);
    };
    const organization =
      input.slug === undefined
        ? await withFreeSlug(slugify(input.name, "org"), insert)
        : await insert(input.slug);
    if (!organization) throw new RequestError(409, "This slug is taken.");
    await tx.membership.create({ data: { organizationId: organization.id, userId, role: "OWNER" } });
    await tx.team.create({
      data: {
        organizationId: organization.id,
        slug: "everyone",
        name: "Everyone",
        members: { create: { userId } },
      },
    });
    return organization;
  });
}
