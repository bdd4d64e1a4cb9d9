import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import type { SignUp } from "#lib/accounts/schema.ts";

/**
 * Creates a user.
 * @throws RequestError 409 when the address is taken. Without e-mail there is no way to hide that here;
 * signing in does hide it, and attempts are limited.
 */
export async function signUp(input: SignUp): Promise<{ id: number; email: string; name: string }> {
  const passwordHash = await hashPassword(input.password);
  const [user] = await db().user.createManyAndReturn({
    data: [{ name: input.name, email: input.email, passwordHash }],
    skipDuplicates: true,
    select: { id: true, email: true, name: true },
  });
  if (!user) throw new RequestError(409, "This e-mail address cannot be used. Sign in if it is yours.");
  return user;
}
