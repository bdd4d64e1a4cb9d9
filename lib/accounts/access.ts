// Authorization as a value: queries and verbs demand one of these types, and only the scoped look-ups
// below can make one. A foreign slug and a missing slug give the same null.
import { z } from "zod";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { expandScopes, Role, Scope, scopesOfRole } from "#lib/accounts/scopes.ts";

const OrganizationAccess = z
  .object({
    organizationId: z.int(),
    slug: z.string(),
    name: z.string(),
    /** null for an organization token, which acts for nobody. */
    userId: z.int().nullable(),
    role: Role.nullable(),
    /** What role and token allow together, implied scopes included. */
    scopes: z.array(Scope),
  })
  .brand<"OrganizationAccess">();
export type OrganizationAccess = z.infer<typeof OrganizationAccess>;

const ProjectAccess = z
  .object({
    projectId: z.int(),
    organizationId: z.int(),
    slug: z.string(),
    name: z.string(),
    platform: z.string(),
    organizationSlug: z.string(),
    userId: z.int().nullable(),
    scopes: z.array(Scope),
  })
  .brand<"ProjectAccess">();
export type ProjectAccess = z.infer<typeof ProjectAccess>;

/** Who a bearer token speaks for, and the most that it may do; lib/accounts/find-token-access.ts makes it. */
export type TokenAccess = {
  tokenId: number;
  /** Set for a user token. */
  user: { id: number; email: string; name: string; createdAt: Date } | null;
  /** Set for an organization token. */
  organizationId: number | null;
  scopes: Scope[];
};

// A slug never consists of digits only (lib/accounts/slug.ts), so a number can only be an id.
const bySlugOrId = (slugOrId: string) =>
  /^\d{1,9}$/.test(slugOrId) ? { id: Number(slugOrId) } : { slug: slugOrId };

/** @returns null when there is no such organization, or the user is not in it. */
export async function findOrganizationAccess(
  userId: number,
  slugOrId: string,
): Promise<OrganizationAccess | null> {
  const membership = await db().membership.findFirst({
    where: { userId, organization: bySlugOrId(slugOrId) },
    include: { organization: true },
  });
  if (!membership) return null;
  const { organization, role } = membership;
  return OrganizationAccess.parse({
    organizationId: organization.id,
    slug: organization.slug,
    name: organization.name,
    userId,
    role,
    scopes: [...scopesOfRole(role)],
  });
}

/** The same for a token: what the token allows, and for a user token no more than the user's role. */
export async function findOrganizationAccessOfToken(
  token: TokenAccess,
  slugOrId: string,
): Promise<OrganizationAccess | null> {
  const granted = expandScopes(token.scopes);
  if (token.user) {
    const own = await findOrganizationAccess(token.user.id, slugOrId);
    return own && OrganizationAccess.parse({ ...own, scopes: own.scopes.filter((s) => granted.includes(s)) });
  }
  if (token.organizationId === null) return null;
  const organization = await db().organization.findFirst({
    where: { AND: [{ id: token.organizationId }, bySlugOrId(slugOrId)] },
  });
  if (!organization) return null;
  return OrganizationAccess.parse({
    organizationId: organization.id,
    slug: organization.slug,
    name: organization.name,
    userId: null,
    role: null,
    scopes: granted,
  });
}

/** @returns null when the organization has no such project. */
export async function findProjectAccess(
  organization: OrganizationAccess,
  slugOrId: string,
): Promise<ProjectAccess | null> {
  const project = await db().project.findFirst({
    where: { AND: [{ organizationId: organization.organizationId }, bySlugOrId(slugOrId)] },
  });
  return project && projectAccess(organization, project);
}

/** Every project of the organization, by name. */
export async function findAllProjectAccess(organization: OrganizationAccess): Promise<ProjectAccess[]> {
  const projects = await db().project.findMany({
    where: { organizationId: organization.organizationId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return projects.map((project) => projectAccess(organization, project));
}

function projectAccess(
  organization: OrganizationAccess,
  project: { id: number; slug: string; name: string; platform: string },
): ProjectAccess {
  return ProjectAccess.parse({
    projectId: project.id,
    organizationId: organization.organizationId,
    slug: project.slug,
    name: project.name,
    platform: project.platform,
    organizationSlug: organization.slug,
    userId: organization.userId,
    scopes: organization.scopes,
  });
}

/** Whether an access allows `scope`. The one permission rule, for pages and tokens alike. */
export const may = (access: { scopes: readonly Scope[] }, scope: Scope): boolean =>
  access.scopes.includes(scope);

/** @throws RequestError 403 when the access does not allow `scope`. */
export function demand(access: { scopes: readonly Scope[] }, scope: Scope): void {
  if (!may(access, scope)) throw new RequestError(403, "You do not have permission to perform this action.");
}
