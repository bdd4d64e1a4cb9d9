import { answer } from "#lib/api/answer.ts";
import { tokenRoute } from "#lib/api/route.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { userJson } from "#lib/accounts/user-json.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: tokenRoute([], async ({ token }) =>
    answer({ version: "0", auth: { scopes: token.scopes }, user: token.user && userJson(token.user) }),
  ),
});
