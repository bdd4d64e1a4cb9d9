// The public link of an issue: a secret in its address, which shows no more than what happened in the code.
import { randomBytes } from "node:crypto";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";

// 128 bits: nobody guesses one.
const newSecret = () => randomBytes(16).toString("hex");

const ofOrganization = (access: OrganizationAccess, issueId: number) => ({
  id: issueId,
  mergedIntoId: null,
  project: { organizationId: access.organizationId },
});

async function demandIssue(access: OrganizationAccess, issueId: number): Promise<void> {
  const found = await db().issue.findFirst({ where: ofOrganization(access, issueId), select: { id: true } });
  if (!found) throw new RequestError(404, "There is no such issue.");
}

/** Makes the public link, and notes who did. @returns its secret; the one that is there when it is shared already. */
export async function shareIssue(access: OrganizationAccess, issueId: number): Promise<string> {
  demand(access, "event:write");
  await demandIssue(access, issueId);
  return db().$transaction(async (tx) => {
    const where = { ...ofOrganization(access, issueId), shareId: null };
    // The condition is looked at again by whoever comes second, so both are told the same secret.
    const { count } = await tx.issue.updateMany({ where, data: { shareId: newSecret() } });
    if (count > 0)
      await tx.issueActivity.create({ data: { issueId, userId: access.userId, type: "SHARED" } });
    const { shareId } = await tx.issue.findUniqueOrThrow({
      where: { id: issueId },
      select: { shareId: true },
    });
    if (shareId === null) throw new RequestError(409, "The link was revoked meanwhile. Try again.");
    return shareId;
  });
}

/** Takes the public link away for good: sharing again makes another one. */
export async function unshareIssue(access: OrganizationAccess, issueId: number): Promise<void> {
  demand(access, "event:write");
  await demandIssue(access, issueId);
  await db().$transaction(async (tx) => {
    const where = { ...ofOrganization(access, issueId), shareId: { not: null } };
    const { count } = await tx.issue.updateMany({ where, data: { shareId: null } });
    if (count > 0)
      await tx.issueActivity.create({ data: { issueId, userId: access.userId, type: "UNSHARED" } });
  });
}
