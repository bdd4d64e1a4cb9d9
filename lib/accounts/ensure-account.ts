// For the operator's command line, who may do anything: accounts by name, made when they do not exist.
import { createHmac } from "node:crypto";
import { findOrganizationAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { createOrganization } from "#lib/accounts/create-organization.ts";
import type { Email } from "#lib/accounts/email.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import { USER_TOKEN_SCOPES } from "#lib/accounts/scopes.ts";
import { hashToken } from "#lib/accounts/secret-token.ts";
import { signUp } from "#lib/accounts/sign-up.ts";
import { db } from "#lib/db.ts";

type Account = {
  email: Email;
  password: string;
  /** Slug of the organization that the user shall own. */
  org: string;
  /** Key of the token that is derived for the user; stays on the server. */
  secret: string;
};

async function ensureUser(email: Email, password: string): Promise<number> {
  const user = await db().user.findUnique({ where: { email }, select: { id: true } });
  if (!user) return (await signUp({ name: email.split("@", 1)[0] ?? email, email, password })).id;
  await db().user.update({ where: { id: user.id }, data: { passwordHash: await hashPassword(password) } });
  return user.id;
}

async function ensureOwnership(userId: number, slug: string): Promise<OrganizationAccess> {
  const organization = await db().organization.findUnique({ where: { slug }, select: { id: true } });
  if (organization) {
    const key = { organizationId: organization.id, userId };
    await db().membership.upsert({
      where: { organizationId_userId: key },
      create: { ...key, role: "OWNER" },
      update: { role: "OWNER" },
    });
  } else await createOrganization(userId, { name: slug, slug });
  const access = await findOrganizationAccess(userId, slug);
  if (!access) throw new Error(`The organization ${slug} vanished while it was set up.`);
  return access;
}

/** The same token at each run, and nowhere stored: the database has its hash as of any other. */
async function ensureToken(userId: number, email: string, secret: string): Promise<string> {
  const token = `sntryu_${createHmac("sha256", secret).update(`bootstrap token of ${email}`).digest("hex")}`;
  const tokenHash = hashToken(token);
  const scopes = [...USER_TOKEN_SCOPES];
  await db().apiToken.upsert({
    where: { tokenHash },
    create: { userId, name: "Made by npm run bootstrap", tokenHash, lastCharacters: token.slice(-4), scopes },
    update: { scopes },
  });
  return token;
}

/** Makes or finds a user who owns the organization, sets the password, and returns a token for the Web API. */
export async function ensureAccount(
  account: Account,
): Promise<{ access: OrganizationAccess; token: string }> {
  const userId = await ensureUser(account.email, account.password);
  const access = await ensureOwnership(userId, account.org);
  return { access, token: await ensureToken(userId, account.email, account.secret) };
}
