import { notFound } from "next/navigation";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { findTeam, type Team } from "#lib/accounts/list-teams.ts";

/** The team that the address names; 404 for one that is not the organization's. */
export async function requireTeam(access: OrganizationAccess, slug: string): Promise<Team> {
  return (await findTeam(access, String(slug).slice(0, 64))) ?? notFound();
}
