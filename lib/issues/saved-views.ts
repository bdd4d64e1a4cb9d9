// Searches of the issue list that people keep under a name, for themselves or for the whole organization.
import { z } from "zod";
import { demand, may, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { isStorable, NOT_STORABLE } from "#lib/storable.ts";
import type { Prisma } from "#prisma/client.ts";

/** What of the list's address a view keeps; time and place in the list stay with the moment. */
const KEPT = ["query", "tab", "sort", "project", "environment", "statsPeriod", "trend"] as const;
const MOST_VIEWS = 100;
const MOST_VALUES = 50;

/** A query string reduced to what a view keeps, always in the same order. */
export const ViewAddress = z
  .string()
  .max(4_000)
  .transform((address) => {
    const given = new URLSearchParams(address);
    const kept = KEPT.flatMap((key) =>
      given
        .getAll(key)
        .filter((value) => value !== "" && !value.includes("\0"))
        .slice(0, MOST_VALUES)
        .map((value) => [key, value]),
    );
    return new URLSearchParams(kept).toString();
  });

export const ViewInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give the view a name.")
    .max(60, "At most 60 characters.")
    .refine(isStorable, NOT_STORABLE),
  address: ViewAddress,
  isShared: z.preprocess((value) => value === true || value === "on", z.boolean()),
});
export type ViewInput = z.infer<typeof ViewInput>;

/** `author` is null for a view of one's own. */
export type SavedView = {
  id: number;
  name: string;
  address: string;
  isShared: boolean;
  author: string | null;
};

/** One's own views, then the first hundred that others share, each by name. */
export async function listSavedViews(access: OrganizationAccess): Promise<SavedView[]> {
  const { organizationId } = access;
  const userId = access.userId ?? -1;
  // Asked for apart, so that what others share leaves none of one's own out.
  const read = (where: Prisma.SavedViewWhereInput) =>
    db().savedView.findMany({
      where: { AND: [{ organizationId }, where] },
      include: { user: { select: { name: true } } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: MOST_VIEWS,
    });
  const [own, others] = await Promise.all([
    read({ userId }),
    read({ isShared: true, userId: { not: userId } }),
  ]);
  return [...own, ...others].map(({ user, ...view }) => ({
    id: view.id,
    name: view.name,
    address: view.address,
    isShared: view.isShared,
    author: view.userId === userId ? null : user.name,
  }));
}

/**
 * Keeps a search under a name; one's own view of that name is replaced.
 * @throws RequestError 403 for who speaks for nobody, 400 when there are too many.
 */
export async function saveView(access: OrganizationAccess, input: ViewInput): Promise<void> {
  demand(access, "event:read");
  const { organizationId, userId } = access;
  if (userId === null) throw new RequestError(403, "A view belongs to a person; this token speaks for none.");
  await db().$transaction(async (tx) => {
    // Two saves of one person at once, the same name: the second waits and replaces.
    await tx.$queryRaw`SELECT FROM membership WHERE organization_id = ${organizationId} AND user_id = ${userId} FOR UPDATE`;
    const same = await tx.savedView.findFirst({ where: { organizationId, userId, name: input.name } });
    if (same) return tx.savedView.update({ where: { id: same.id }, data: input });
    const count = await tx.savedView.count({ where: { organizationId, userId } });
    if (count >= MOST_VIEWS) throw new RequestError(400, `You have ${MOST_VIEWS} views; delete one first.`);
    return tx.savedView.create({ data: { organizationId, userId, ...input } });
  });
}

/** Deletes one's own view; owners and admins may delete a shared one. @throws RequestError 404 */
export async function deleteView(access: OrganizationAccess, id: number): Promise<void> {
  const mine = access.userId === null ? [] : [{ userId: access.userId }];
  const shared = may(access, "org:write") ? [{ isShared: true }] : [];
  const { count } = await db().savedView.deleteMany({
    where: { id, organizationId: access.organizationId, OR: [...mine, ...shared] },
  });
  if (count === 0) throw new RequestError(404, "There is no such view, or it is not yours.");
}
