// What a comment is: an entry of the activity with a text, and the people that it calls.
import { z } from "zod";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { findMentions, type Mention, type Mentionable } from "#lib/issues/mentions.ts";
import { subscribeByItself } from "#lib/issues/subscriptions.ts";
import type { Prisma } from "#prisma/client.ts";

export const MAX_COMMENT = 10_000;

/** Its text as a form or a script hands it in. Postgres refuses NUL in a text, and half a character. */
export const CommentText = z
  .string()
  .transform((text) => text.replaceAll("\0", "").toWellFormed().trim())
  .pipe(
    z
      .string()
      .min(1, "Write something first.")
      .max(MAX_COMMENT, `A comment has at most ${MAX_COMMENT.toLocaleString("en-US")} characters.`),
  );

/** The number of a comment, as addresses and actions carry it. */
export const CommentId = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);

const MentionData = z.object({
  type: z.enum(["user", "team"]),
  id: z.int(),
  text: z.string(),
}) satisfies z.ZodType<Mention>;

/** `data` of a NOTE; `editedAt` is milliseconds since 1970. */
export const CommentData = z.object({
  text: z.string(),
  mentions: z.array(MentionData).catch([]),
  editedAt: z.number().optional(),
});
export type CommentData = z.infer<typeof CommentData>;

const MAX_MENTIONABLE = 1_000;

type Tx = Prisma.TransactionClient;

/** Who writes. @throws RequestError 403 without the right to, 400 for a token that speaks for nobody. */
export function demandAuthor(access: OrganizationAccess): number {
  demand(access, "event:write");
  if (access.userId === null) throw new RequestError(400, "A comment needs an author: use a user's token.");
  return access.userId;
}

/** Holds the issue, so that its comments change one after the other. @throws RequestError 404. */
async function holdIssue(tx: Tx, access: OrganizationAccess, scope: IssueScope): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT i.id FROM issue i JOIN project p ON p.id = i.project_id
    WHERE i.id = ${scope.issueId} AND p.organization_id = ${access.organizationId}
    FOR UPDATE OF i`;
  if (held.length === 0) throw new RequestError(404, "There is no such issue.");
}

/** A comment of this issue that the caller wrote. @throws RequestError 404, or 403 for somebody else's. */
export async function demandOwnComment(tx: Tx, scope: IssueScope, id: bigint, author: number) {
  const comment = await tx.issueActivity.findFirst({ where: { id, issueId: scope.issueId, type: "NOTE" } });
  if (!comment) throw new RequestError(404, "There is no such comment.");
  if (comment.userId !== author) throw new RequestError(403, "Only its author can change a comment.");
  return comment;
}

async function mentionable(tx: Tx, organizationId: number): Promise<Mentionable[]> {
  const [members, teams] = await Promise.all([
    tx.membership.findMany({
      where: { organizationId },
      select: { user: { select: { id: true, name: true, email: true } } },
      orderBy: { userId: "asc" },
      take: MAX_MENTIONABLE,
    }),
    tx.team.findMany({ where: { organizationId }, orderBy: { id: "asc" }, take: MAX_MENTIONABLE }),
  ]);
  return [
    ...members.map(({ user }) => ({ type: "user" as const, id: user.id, handles: [user.email, user.name] })),
    ...teams.map(({ id, slug, name }) => ({ type: "team" as const, id, handles: [slug, name] })),
  ];
}

/** Who the text calls; they and the members of the teams hear of the issue from now on. */
export async function callMentioned(
  tx: Tx,
  access: OrganizationAccess,
  scope: IssueScope,
  text: string,
): Promise<Mention[]> {
  const mentions = findMentions(text, await mentionable(tx, access.organizationId));
  const teamIds = mentions.filter(({ type }) => type === "team").map(({ id }) => id);
  const members = await tx.teamMember.findMany({
    // Somebody may have left the organization and not the team.
    where: {
      teamId: { in: teamIds },
      user: { memberships: { some: { organizationId: access.organizationId } } },
    },
    select: { userId: true },
    take: MAX_MENTIONABLE,
  });
  const people = mentions.filter(({ type }) => type === "user").map(({ id }) => id);
  const called = [...people, ...members.map(({ userId }) => userId)];
  await subscribeByItself(tx, scope.issueId, called, "mentioned");
  return mentions;
}

/** Runs `work` while the issue is held. */
export const whileHeld = <Result>(
  access: OrganizationAccess,
  scope: IssueScope,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> =>
  db().$transaction(async (tx) => {
    await holdIssue(tx, access, scope);
    return work(tx);
  });
