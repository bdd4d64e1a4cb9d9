// A Web API route in one line: who is asking, what they may do, and one place where errors become answers.
import {
  findAllProjectAccess,
  findOrganizationAccessOfToken,
  findProjectAccess,
  may,
  type OrganizationAccess,
  type ProjectAccess,
  type TokenAccess,
} from "#lib/accounts/access.ts";
import { findTokenAccess } from "#lib/accounts/find-token-access.ts";
import { expandScopes, type Scope } from "#lib/accounts/scopes.ts";
import { answerError, notFound } from "#lib/api/answer.ts";
import type { Handler } from "#lib/api/endpoint.ts";
import { RequestError } from "#lib/errors.ts";

type Parameters = Readonly<Record<string, string>>;

/** What a handler gets: the request's URL, its path parameters, and who asks. */
export type ApiRequest = { request: Request; url: URL; params: Parameters; token: TokenAccess };
type InOrganization = ApiRequest & { organization: OrganizationAccess };
type InProject = InOrganization & { project: ProjectAccess };

async function readToken(request: Request): Promise<TokenAccess> {
  const header = request.headers.get("authorization") ?? "";
  const [scheme, credentials] = header.split(" ", 2);
  if (!credentials || scheme?.toLowerCase() !== "bearer")
    throw new RequestError(401, "Authentication credentials were not provided.");
  const token = await findTokenAccess(credentials.trim());
  if (!token) throw new RequestError(401, "Invalid token");
  return token;
}

/** One of the scopes is enough, as admin or CI tokens may read what read tokens may. */
function allow(granted: readonly Scope[], anyOf: readonly Scope[]): void {
  if (!anyOf.some((scope) => may({ scopes: granted }, scope)))
    throw new RequestError(403, "You do not have permission to perform this action.");
}

/** No name holds NUL, and Postgres fails on it. */
function refuseNull(url: URL, params: Parameters): void {
  if (Object.values(params).some((value) => value.includes("\0"))) throw notFound();
  if (url.search.includes("%00")) throw new RequestError(400, "Parameters must not contain NUL.");
}

function handle(work: (request: ApiRequest) => Promise<Response>): Handler {
  return async (request, context) => {
    try {
      const token = await readToken(request);
      const url = new URL(request.url);
      const params = (await context.params) ?? {};
      refuseNull(url, params);
      return await work({ request, url, params, token });
    } catch (error) {
      return answerError(error);
    }
  };
}

/** A route for any valid token; `anyOf` empty means that no scope is needed. */
export function tokenRoute(
  anyOf: readonly Scope[],
  work: (request: ApiRequest) => Promise<Response>,
): Handler {
  return handle(async (request) => {
    if (anyOf.length > 0) allow(expandScopes(request.token.scopes), anyOf);
    return work(request);
  });
}

/** A route below `[org]`, slug or id. A foreign organization and a missing one give the same 404. */
export function organizationRoute(
  anyOf: readonly Scope[],
  work: (request: InOrganization) => Promise<Response>,
): Handler {
  return handle(async (request) => {
    const organization = await findOrganizationAccessOfToken(request.token, request.params["org"] ?? "");
    if (!organization) throw notFound();
    allow(organization.scopes, anyOf);
    return work({ ...request, organization });
  });
}

/** A route below `[org]/[project]`, each by slug or id. */
export function projectRoute(
  anyOf: readonly Scope[],
  work: (request: InProject) => Promise<Response>,
): Handler {
  return organizationRoute(anyOf, async (request) => {
    const project = await findProjectAccess(request.organization, request.params["project"] ?? "");
    if (!project) throw notFound();
    return work({ ...request, project });
  });
}

/** The projects that `project=` names by id or slug; all of them for none or -1. */
export async function chosenProjects({ organization, url }: InOrganization): Promise<ProjectAccess[]> {
  const wanted = url.searchParams.getAll("project").filter((name) => name !== "" && name !== "-1");
  const all = await findAllProjectAccess(organization);
  if (wanted.length === 0) return all;
  const chosen = all.filter(
    ({ projectId, slug }) => wanted.includes(String(projectId)) || wanted.includes(slug),
  );
  if (chosen.length < new Set(wanted).size)
    throw new RequestError(
      400,
      "Invalid project parameter: one of them does not exist in this organization.",
    );
  return chosen;
}
