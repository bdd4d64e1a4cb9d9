import { db } from "#lib/db.ts";
import { verifyPassword } from "#lib/accounts/password.ts";
import type { Credentials } from "#lib/accounts/schema.ts";

/** The user with this address and password, or null; which of the two was wrong cannot be told. */
export async function authenticate(
  input: Credentials,
): Promise<{ id: number; email: string; name: string } | null> {
  const user = await db().user.findUnique({ where: { email: input.email } });
  const right = await verifyPassword(input.password, user?.passwordHash ?? null);
  return user && right ? { id: user.id, email: user.email, name: user.name } : null;
}
