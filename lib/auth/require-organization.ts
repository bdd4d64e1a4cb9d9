import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import {
  findOrganizationAccess,
  findProjectAccess,
  type OrganizationAccess,
  type ProjectAccess,
} from "#lib/accounts/access.ts";
import { requireUser } from "#lib/auth/current-user.ts";
import { assertSameOrigin } from "#lib/auth/same-origin.ts";

const findAccess = cache(findOrganizationAccess);

// The bound arguments of a server action come back from the browser.
const Name = z.string().min(1).max(64);

function readName(given: string): string {
  const name = Name.safeParse(given);
  return name.success ? name.data : notFound();
}

/** Access of whoever is looking; 404 for an organization that is not theirs, or not there. */
export async function requireOrganization(slug: string): Promise<OrganizationAccess> {
  const user = await requireUser(`/organizations/${encodeURIComponent(slug)}`);
  return (await findAccess(user.id, slug)) ?? notFound();
}

/** The same for one project of it. */
export async function requireProject(organizationSlug: string, projectSlug: string): Promise<ProjectAccess> {
  const organization = await requireOrganization(organizationSlug);
  return (await findProjectAccess(organization, projectSlug)) ?? notFound();
}

/** What every server action of an organization begins with: a page of ours, a user, a membership. */
export async function authorizeAction(organizationSlug: string): Promise<OrganizationAccess> {
  await assertSameOrigin();
  return requireOrganization(readName(organizationSlug));
}

/** The same for an action on one project. */
export async function authorizeProjectAction(
  organizationSlug: string,
  projectSlug: string,
): Promise<ProjectAccess> {
  await assertSameOrigin();
  return requireProject(readName(organizationSlug), readName(projectSlug));
}
