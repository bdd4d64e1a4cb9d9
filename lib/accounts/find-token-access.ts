import { z } from "zod";
import { db } from "#lib/db.ts";
import type { TokenAccess } from "#lib/accounts/access.ts";
import { Scope } from "#lib/accounts/scopes.ts";
import { hashToken, looksLikeToken } from "#lib/accounts/secret-token.ts";

/** Last use is told to the minute; a busy token must not write a row for each request. */
const TOUCH_EVERY_MS = 60_000;

/** Who a bearer token speaks for; null when it is unknown, revoked or expired. */
export async function findTokenAccess(token: string, now = Date.now()): Promise<TokenAccess | null> {
  if (!looksLikeToken(token)) return null;
  const row = await db().apiToken.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { user: { select: { id: true, email: true, name: true, createdAt: true } } },
  });
  if (!row || (row.expiresAt !== null && row.expiresAt.getTime() <= now)) return null;
  if (now - (row.lastUsedAt?.getTime() ?? 0) >= TOUCH_EVERY_MS)
    await db().apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: new Date(now) } });
  return {
    tokenId: row.id,
    user: row.user,
    organizationId: row.organizationId,
    scopes: z.array(Scope).parse(row.scopes),
  };
}
