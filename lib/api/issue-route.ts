// Routes below an issue stand twice: with its organization in the path, and by the issue's number alone.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { findOrganizationAccessOfToken, may } from "#lib/accounts/access.ts";
import type { Scope } from "#lib/accounts/scopes.ts";
import { notFound } from "#lib/api/answer.ts";
import { organizationRoute, tokenRoute, type ApiRequest } from "#lib/api/route.ts";
import { RequestError } from "#lib/errors.ts";
import { findIssue, findOrganizationOfIssue, type Issue } from "#lib/issues/queries-issue.ts";

type InIssue = ApiRequest & { organization: OrganizationAccess; issue: Issue };
/** What a route below an issue does. */
export type Work = (request: InIssue) => Promise<Response>;

/** `[org]/issues/[issue]`: the issue by number or short id. */
export const organizationIssueRoute = (anyOf: readonly Scope[], work: Work) =>
  organizationRoute(anyOf, async (request) => {
    const issue = await findIssue(request.organization, request.params["issue"] ?? "");
    if (!issue) throw notFound();
    return work({ ...request, issue });
  });

/** `issues/[issue]`: the organization follows from the issue, and the token must be allowed to see it. */
export const issueRoute = (anyOf: readonly Scope[], work: Work) =>
  tokenRoute([], async (request) => {
    const id = request.params["issue"] ?? "";
    const owner = await findOrganizationOfIssue(id);
    const organization =
      owner === null ? null : await findOrganizationAccessOfToken(request.token, String(owner));
    const issue = organization && (await findIssue(organization, id));
    if (!organization || !issue) throw notFound();
    if (!anyOf.some((scope) => may(organization, scope)))
      throw new RequestError(403, "You do not have permission to perform this action.");
    return work({ ...request, organization, issue });
  });
