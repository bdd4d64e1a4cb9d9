// A Web API route below `[org]/[team]`, each by slug or id.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { findTeam, type Team } from "#lib/accounts/list-teams.ts";
import type { Scope } from "#lib/accounts/scopes.ts";
import { notFound } from "#lib/api/answer.ts";
import type { Handler } from "#lib/api/endpoint.ts";
import { type ApiRequest, organizationRoute } from "#lib/api/route.ts";

type InTeam = ApiRequest & { organization: OrganizationAccess; team: Team };

/** A foreign team and a missing one give the same 404. */
export function teamRoute(anyOf: readonly Scope[], work: (request: InTeam) => Promise<Response>): Handler {
  return organizationRoute(anyOf, async (request) => {
    const team = await findTeam(request.organization, request.params["team"] ?? "");
    if (!team) throw notFound();
    return work({ ...request, team });
  });
}
