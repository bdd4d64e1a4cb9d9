import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { slugify, withFreeSlug } from "#lib/accounts/slug.ts";
import type { NewTeam } from "#lib/accounts/team-schema.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";

/**
 * Creates a team; whoever does is its first member.
 * @throws RequestError 403, 409 when a slug was asked for and is taken.
 */
export async function createTeam(
  access: OrganizationAccess,
  input: NewTeam,
): Promise<{ id: number; slug: string }> {
  demand(access, "team:write");
  const { organizationId, userId } = access;
  return db().$transaction(async (tx) => {
    const insert = async (slug: string) => {
      const rows = await tx.team.createManyAndReturn({
        data: [{ organizationId, slug, name: input.name }],
        skipDuplicates: true,
        select: { id: true, slug: true },
      });
      return rows.at(0);
    };
    const team =
      input.slug === undefined
        ? await withFreeSlug(slugify(input.name, "team"), insert)
        : await insert(input.slug);
    if (!team) throw new RequestError(409, "This slug is taken.");
    if (userId !== null) await tx.teamMember.create({ data: { teamId: team.id, userId } });
    return team;
  });
}
