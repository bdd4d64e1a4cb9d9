// Secrets of others that must be used again (a tracker's token), so that a copy of the database alone is not
// enough to use them. Secrets of ours are hashed instead (lib/accounts/secret-token.ts).
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#lib/env.ts";
import { RequestError } from "#lib/errors.ts";

const VERSION = "v1";
const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key of its own for each purpose and version, so that AUTH_SECRET signs cookies and nothing else. */
function keyFor(purpose: string): Buffer {
  const { authSecret } = env();
  if (!authSecret) throw new Error("AUTH_SECRET is not set; npm start makes one and keeps it in DATA_DIR.");
  return Buffer.from(hkdfSync("sha256", authSecret, "debrief sealed", `${VERSION} ${purpose}`, 32));
}

/** Encrypts a secret; `purpose` says what it is for, and it opens for nothing else. */
export function seal(secret: string, purpose: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyFor(purpose), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([iv, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString("base64url")}`;
}

/** @throws RequestError 409 when AUTH_SECRET has changed since, or the stored text was touched. */
export function unseal(sealed: string, purpose: string): string {
  const [version, text = "", ...rest] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  try {
    if (version !== VERSION || rest.length > 0 || bytes.length < IV_BYTES + TAG_BYTES)
      throw new Error("Not a sealed secret");
    const opener = createDecipheriv(ALGORITHM, keyFor(purpose), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    opener.setAAD(Buffer.from(purpose));
    opener.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([opener.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), opener.final()]).toString(
      "utf8",
    );
  } catch (cause) {
    const error = new RequestError(
      409,
      "The stored secret cannot be opened: AUTH_SECRET is not the one it was saved under. Enter the secret again.",
    );
    error.cause = cause;
    throw error;
  }
}
