import { createUserToken } from "#lib/accounts/create-token.ts";
import { USER_TOKEN_SCOPES } from "#lib/accounts/scopes.ts";

/** A token that may do in the Web API whatever its user may. */
export async function apiToken({ userId }: { userId: number }): Promise<string> {
  const { token } = await createUserToken(userId, { name: "test", scopes: [...USER_TOKEN_SCOPES] });
  return token;
}
