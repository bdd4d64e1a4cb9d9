// Organizations as the Web API writes them. All fields stand in every answer: tools decode them strictly.
import type { Scope } from "#lib/accounts/scopes.ts";

type Organization = { id: number; slug: string; name: string; createdAt: Date };

/** @param access what the asking token may do in it; left out of lists. */
export function organizationJson(organization: Organization, baseUrl: string, access?: readonly Scope[]) {
  return {
    id: String(organization.id),
    slug: organization.slug,
    name: organization.name,
    dateCreated: organization.createdAt.toISOString(),
    status: { id: "active", name: "active" },
    isEarlyAdopter: false,
    require2FA: false,
    hasAuthProvider: false,
    avatar: { avatarType: "letter_avatar", avatarUuid: null },
    features: [],
    // An empty regionUrl tells tools that there is one region: this server.
    links: { organizationUrl: `${baseUrl}/organizations/${organization.slug}`, regionUrl: "" },
    ...(access ? { access } : {}),
  };
}
