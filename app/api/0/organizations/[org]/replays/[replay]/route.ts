import { findAllProjectAccess } from "#lib/accounts/access.ts";
import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { organizationRoute } from "#lib/api/route.ts";
import { findReplay } from "#lib/replays/queries.ts";
import { replayJson } from "#lib/replays/replay-json.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read", "project:read"], async ({ organization, params }) => {
    const replay = await findReplay(await findAllProjectAccess(organization), params["replay"] ?? "");
    if (!replay) throw notFound();
    return answer({ data: replayJson(replay) });
  }),
});
