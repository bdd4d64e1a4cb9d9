import { createHmac, timingSafeEqual } from "node:crypto";

/** Compares without telling by its time how much of it was right. */
function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** `sha256=` and the HMAC of the body in hex, as GitHub and Jira sign. */
export function hasHmac(given: string | null, body: Uint8Array, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const hex = /^sha256=([\da-f]{64})$/i.exec(given ?? "")?.[1];
  return isSame(Buffer.from(hex ?? "", "hex"), expected);
}

/** The secret itself, as GitLab sends it; compared as digests, so that not even its length shows. */
export function isSecret(given: string | null, secret: string): boolean {
  const digest = (text: string) => createHmac("sha256", "webhook secret").update(text).digest();
  return isSame(digest(given ?? ""), digest(secret));
}
