// What pages and the Web API read about people and organizations.
import { db } from "#lib/db.ts";
import type { OrganizationAccess, TokenAccess } from "#lib/accounts/access.ts";
import type { Role } from "#lib/accounts/scopes.ts";
import { hashToken } from "#lib/accounts/secret-token.ts";

export type User = { id: number; email: string; name: string; createdAt: Date };

export async function findUser(userId: number): Promise<User | null> {
  return db().user.findUnique({
    where: { id: userId },
    select: { id: true, email: true, name: true, createdAt: true },
  });
}

export type OrganizationSummary = { id: number; slug: string; name: string; role: Role; createdAt: Date };

/** The organizations that the user is in, by name. */
export async function listOrganizations(userId: number): Promise<OrganizationSummary[]> {
  const memberships = await db().membership.findMany({
    where: { userId },
    include: { organization: true },
    orderBy: [{ organization: { name: "asc" } }, { organizationId: "asc" }],
  });
  return memberships.map(({ organization, role }) => ({
    id: organization.id,
    slug: organization.slug,
    name: organization.name,
    role,
    createdAt: organization.createdAt,
  }));
}

export type Member = { userId: number; name: string; email: string; role: Role; joinedAt: Date };

/** Everybody in the organization, by name. */
export async function listMembers(access: OrganizationAccess): Promise<Member[]> {
  const memberships = await db().membership.findMany({
    where: { organizationId: access.organizationId },
    include: { user: true },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
  });
  return memberships.map(({ user, role, createdAt }) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    role,
    joinedAt: createdAt,
  }));
}

export type PendingInvite = {
  id: number;
  email: string | null;
  role: Role;
  createdBy: string | null;
  expiresAt: Date;
};

/** Invites that can still be used, the newest first. */
export async function listInvites(access: OrganizationAccess, now = Date.now()): Promise<PendingInvite[]> {
  const invites = await db().invite.findMany({
    where: { organizationId: access.organizationId, expiresAt: { gt: new Date(now) } },
    include: { createdBy: { select: { name: true } } },
    orderBy: { id: "desc" },
  });
  return invites.map(({ id, email, role, createdBy, expiresAt }) => ({
    id,
    email,
    role,
    createdBy: createdBy?.name ?? null,
    expiresAt,
  }));
}

export type OpenInvite = { organizationName: string; email: string | null; invitedBy: string | null };

/** What an invite link leads to; null when it is used, revoked or expired. */
export async function findInvite(token: string, now = Date.now()): Promise<OpenInvite | null> {
  const invite = await db().invite.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { organization: { select: { name: true } }, createdBy: { select: { name: true } } },
  });
  if (!invite || invite.expiresAt.getTime() <= now) return null;
  return {
    organizationName: invite.organization.name,
    email: invite.email,
    invitedBy: invite.createdBy?.name ?? null,
  };
}

export type TokenSummary = {
  id: number;
  name: string;
  lastCharacters: string;
  scopes: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
};

const tokenSummary = {
  id: true,
  name: true,
  lastCharacters: true,
  scopes: true,
  createdAt: true,
  lastUsedAt: true,
} as const;

/** The user's own tokens, the newest first. */
export async function listUserTokens(userId: number): Promise<TokenSummary[]> {
  return db().apiToken.findMany({ where: { userId }, select: tokenSummary, orderBy: { id: "desc" } });
}

/** The organization's tokens, the newest first. */
export async function listOrganizationTokens(access: OrganizationAccess): Promise<TokenSummary[]> {
  return db().apiToken.findMany({
    where: { organizationId: access.organizationId },
    select: tokenSummary,
    orderBy: { id: "desc" },
  });
}

type NamedOrganization = { id: number; slug: string; name: string; createdAt: Date };

/** The organizations that a token reaches: its own, or its user's. */
export async function listTokenOrganizations(token: TokenAccess): Promise<NamedOrganization[]> {
  if (token.user) return listOrganizations(token.user.id);
  return db().organization.findMany({ where: { id: token.organizationId ?? -1 } });
}

/** The organization itself, for an access that was granted to it. */
export async function findOrganization(access: OrganizationAccess): Promise<NamedOrganization> {
  return db().organization.findUniqueOrThrow({ where: { id: access.organizationId } });
}
