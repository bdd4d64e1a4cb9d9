// Secrets that are shown once: only their SHA-256 is stored. They hold 256 random bits, so a plain hash does.
import { createHash, randomBytes } from "node:crypto";

/** What the database keeps of a token, as 64 hex characters. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** For an invite link: 43 characters that need no escaping in an address. */
export const newInviteToken = (): string => randomBytes(32).toString("base64url");

/** Acts as a user. */
export const newUserToken = (): string => `sntryu_${randomBytes(32).toString("hex")}`;

/**
 * Acts as an organization's CI. Command line tools read server and organization out of it, so `url` must
 * be the exact public origin.
 */
export function newOrganizationToken(organizationSlug: string, url: string, now = Date.now()): string {
  const payload = { iat: now / 1000, url, region_url: url, org: organizationSlug };
  const random = randomBytes(32).toString("base64").replace(/=+$/, "");
  return `sntrys_${Buffer.from(JSON.stringify(payload)).toString("base64")}_${random}`;
}

const FORMAT = /^(?:sntryu_[0-9a-f]{64}|sntrys_[A-Za-z0-9+/]{8,2000}={0,2}_[A-Za-z0-9+/]{43})$/;

/** Whether a text can be a token of ours at all; anything else is not worth a look-up. */
export const looksLikeToken = (text: string): boolean => FORMAT.test(text);
