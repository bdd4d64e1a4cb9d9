import { db } from "#lib/db.ts";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import type { NewOrganizationToken, NewUserToken } from "#lib/accounts/schema.ts";
import { hashToken, newOrganizationToken, newUserToken } from "#lib/accounts/secret-token.ts";
import { env } from "#lib/env.ts";

/** The token itself, which is returned once and never stored. */
export type CreatedToken = { id: number; token: string };

/** A token that acts as the user, in all their organizations, within the scopes and the user's role. */
export async function createUserToken(userId: number, input: NewUserToken): Promise<CreatedToken> {
  const token = newUserToken();
  const row = await db().apiToken.create({
    data: {
      userId,
      name: input.name,
      scopes: input.scopes,
      tokenHash: hashToken(token),
      lastCharacters: token.slice(-4),
    },
  });
  return { id: row.id, token };
}

/** A token for the organization's CI: releases, uploads, deploys; nothing else. */
export async function createOrganizationToken(
  access: OrganizationAccess,
  input: NewOrganizationToken,
): Promise<CreatedToken> {
  demand(access, "org:write");
  const token = newOrganizationToken(access.slug, env().baseUrl);
  const row = await db().apiToken.create({
    data: {
      organizationId: access.organizationId,
      name: input.name,
      scopes: ["org:ci"],
      tokenHash: hashToken(token),
      lastCharacters: token.slice(-4),
    },
  });
  return { id: row.id, token };
}
