import { listOrganizations } from "#lib/accounts/queries.ts";

/** Where a user begins: the issues of their first organization, or the page that creates one. */
export async function homePath(userId: number): Promise<string> {
  const [first] = await listOrganizations(userId);
  return first ? `/organizations/${first.slug}/issues` : "/organizations/new";
}
