import { attemptLimit } from "#lib/accounts/attempt-limit.ts";
import { authenticate } from "#lib/accounts/authenticate.ts";
import type { Credentials } from "#lib/accounts/schema.ts";
import { RequestError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

const WINDOW_MS = 15 * 60_000;
const signInsOfAddress = attemptLimit(60, WINDOW_MS);
const signInsOfEmail = attemptLimit(10, WINDOW_MS);
const signUpsOfAddress = attemptLimit(30, 60 * 60_000);

/** @throws RequestError 429 when the limit is used up. */
function demandPatience(wait: number): void {
  if (wait === 0) return;
  const minutes = Math.ceil(wait / 60_000);
  const when = minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
  throw new RequestError(429, `Too many attempts. Try again ${when}.`, {
    headers: { "retry-after": String(Math.ceil(wait / 1_000)) },
  });
}

/**
 * The user, or null when address and password do not fit.
 * @throws RequestError 429 after too many attempts for one address or from one computer.
 */
export async function checkCredentials(
  input: Credentials,
  address: string,
): Promise<{ id: number; email: string; name: string } | null> {
  demandPatience(signInsOfAddress.attempt(address));
  // Counted last: whoever is refused already must not use up the attempts of other people's addresses.
  demandPatience(signInsOfEmail.attempt(input.email));
  const user = await authenticate(input);
  if (user) signInsOfEmail.forget(input.email);
  else log.info("A sign-in failed", { address });
  return user;
}

/** @throws RequestError 429 after too many sign-ups from one computer. */
export function countSignUp(address: string): void {
  demandPatience(signUpsOfAddress.attempt(address));
}
