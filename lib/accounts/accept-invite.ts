import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { hashToken } from "#lib/accounts/secret-token.ts";

const gone = () => new RequestError(404, "This invite is used, revoked or expired. Ask for a new link.");

/**
 * Makes the user a member and uses the invite up, both or neither. Somebody who is a member already keeps
 * their role, and the invite stays good for another person.
 * @throws RequestError 404 when the invite is gone, 403 when it is for another e-mail address.
 */
export async function acceptInvite(
  user: { id: number; email: string },
  token: string,
  now = Date.now(),
): Promise<{ organizationSlug: string }> {
  return db().$transaction(async (tx) => {
    const invite = await tx.invite.findUnique({
      where: { tokenHash: hashToken(token) },
      include: { organization: { select: { slug: true } } },
    });
    if (!invite || invite.expiresAt.getTime() <= now) throw gone();
    if (invite.email !== null && invite.email !== user.email)
      throw new RequestError(403, "This invite is for another e-mail address.");
    const { organizationId, role } = invite;
    const joined = await tx.membership.createMany({
      data: [{ organizationId, userId: user.id, role }],
      skipDuplicates: true,
    });
    if (joined.count === 0) return { organizationSlug: invite.organization.slug };
    // Of two people with the same link, the second waits here for the first, finds nothing and is rolled back.
    const used = await tx.invite.deleteMany({ where: { id: invite.id } });
    if (used.count === 0) throw gone();
    const team = await tx.team.findFirst({ where: { organizationId }, orderBy: { id: "asc" } });
    if (team)
      await tx.teamMember.createMany({ data: [{ teamId: team.id, userId: user.id }], skipDuplicates: true });
    return { organizationSlug: invite.organization.slug };
  });
}
