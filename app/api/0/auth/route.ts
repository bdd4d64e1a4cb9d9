import { userJson } from "#lib/accounts/user-json.ts";
import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { tokenRoute } from "#lib/api/route.ts";

/** Who the token acts as; an organization's token acts as nobody. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: tokenRoute([], async ({ token }) => {
    if (!token.user) throw notFound();
    return answer(userJson(token.user));
  }),
});
