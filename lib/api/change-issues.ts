// PUT on many issues: those that `id=` names, or all that the filters find.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { answer, answerEmpty, FieldErrors } from "#lib/api/answer.ts";
import { isByRelease, issueChanges } from "#lib/api/issue-change.ts";
import { type IssueChangeBody, IssueChangeBody as Body } from "#lib/api/issue-change-body.ts";
import { readFilters } from "#lib/api/list-issues.ts";
import { readBody } from "#lib/api/read-body.ts";
import { RequestError } from "#lib/errors.ts";
import { discardIssues } from "#lib/issues/discard-issues.ts";
import { issueFacts } from "#lib/issues/issue-facts.ts";
import { statusDetailsJson } from "#lib/issues/issue-json.ts";
import { findMatchingIssueIds } from "#lib/issues/matching-issues.ts";
import { mergeIssues } from "#lib/issues/merge-issues.ts";
import { projectsOfIssues } from "#lib/issues/projects-of-issues.ts";
import type { IssueChange, IssueTab } from "#lib/issues/schema.ts";
import { shareIssue, unshareIssue } from "#lib/issues/share-issue.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";

const MAX_ISSUES = 1_000;
/** Each link is a secret of its own. */
const MAX_SHARED = 100;
const TABS = new Map<string, IssueTab>([
  ["unresolved", "unresolved"],
  ["resolved", "resolved"],
  ["ignored", "archived"],
  ["muted", "archived"],
  ["archived", "archived"],
]);

type Asked = { request: Request; url: URL; organization: OrganizationAccess };
type Projects = readonly ProjectAccess[];

async function namedIssues({ url, organization }: Asked, projects: Projects): Promise<number[]> {
  const asked = url.searchParams.getAll("id");
  if (!asked.every((id) => /^\d{1,9}$/.test(id)))
    throw new FieldErrors({ id: ["Use the numbers of issues."] });
  if (asked.length > MAX_ISSUES) throw new FieldErrors({ id: [`At most ${MAX_ISSUES} issues at once.`] });
  const allowed = new Set(projects.map((project) => project.projectId));
  const found = await projectsOfIssues(organization, asked.map(Number));
  return [...found].flatMap(([id, projectId]) => (allowed.has(projectId) ? [id] : []));
}

/** Without `query` and `status` it means every issue: command lines ask so for `--all`. */
async function filteredIssues({ url, organization }: Asked, projects: Projects): Promise<number[]> {
  const status = url.searchParams.get("status");
  const tab = status === null ? "all" : TABS.get(status);
  if (!tab) throw new FieldErrors({ status: ["Use resolved, unresolved or ignored."] });
  if (projects.length === 0) return [];
  const filters = { ...readFilters(url, projects, ""), tab };
  return (await findMatchingIssueIds(organization, filters, MAX_ISSUES)).ids;
}

/** A version is one project's: another has a release of that name by accident. */
async function demandOneProject(organization: OrganizationAccess, ids: readonly number[]): Promise<void> {
  const found = await projectsOfIssues(organization, ids);
  if (new Set(found.values()).size > 1)
    throw new RequestError(400, "Issues of several projects cannot be resolved in a release at once.");
}

const FOR_NAMED = [
  "priority",
  "hasSeen",
  "isBookmarked",
  "isSubscribed",
  "isPublic",
  "merge",
  "discard",
] as const;

/** Only the status is changed of issues that are not named: the other fields are for what somebody looked at. */
function demandNamed(body: IssueChangeBody): void {
  const isSet = (field: (typeof FOR_NAMED)[number]) => body[field] !== undefined && body[field] !== null;
  const field = body.assignedTo === undefined ? FOR_NAMED.find(isSet) : "assignedTo";
  if (field) throw new FieldErrors({ [field]: ["Name the issues to change by id."] });
}

async function share(organization: OrganizationAccess, ids: readonly number[], isPublic: boolean) {
  if (ids.length > MAX_SHARED) throw new FieldErrors({ isPublic: [`At most ${MAX_SHARED} issues at once.`] });
  for (const id of ids) await (isPublic ? shareIssue : unshareIssue)(organization, id);
}

async function answerMerge(organization: OrganizationAccess, ids: readonly number[]): Promise<Response> {
  if (ids.length < 2) throw new FieldErrors({ merge: ["Name two issues or more, by id."] });
  const { parentId } = await mergeIssues(organization, { ids: [...ids] });
  const children = ids.filter((id) => id !== parentId).map(String);
  return answer({ merge: { parent: String(parentId), children } });
}

const STATUSES = { resolve: "resolved", unresolve: "unresolved", archive: "ignored" } as const;

/** The fields that were changed, as they are now. */
async function changedFields(
  organization: OrganizationAccess,
  { priority, hasSeen, isBookmarked, isSubscribed, isPublic, inbox }: IssueChangeBody,
  changes: readonly IssueChange[],
  ids: readonly number[],
) {
  const fields: Record<string, unknown> = { priority, hasSeen, isBookmarked, isSubscribed, isPublic, inbox };
  for (const change of changes) {
    if (change.kind === "assign")
      fields["assignedTo"] = change.assignee && { ...change.assignee, id: String(change.assignee.id) };
    if (change.kind !== "resolve" && change.kind !== "unresolve" && change.kind !== "archive") continue;
    const [facts] = (await issueFacts(organization, ids.slice(0, 1))).values();
    fields["status"] = STATUSES[change.kind];
    fields["statusDetails"] = facts ? statusDetailsJson(facts) : {};
  }
  return fields;
}

/** Answers 200 with the changed fields, or 204 when no issue is meant or none is left. */
export async function answerIssuesChange(asked: Asked, projects: Projects): Promise<Response> {
  const { organization } = asked;
  const body = await readBody(asked.request, Body);
  const changes = await issueChanges(organization, body);
  const byName = asked.url.searchParams.has("id");
  if (!byName) demandNamed(body);
  const ids = await (byName ? namedIssues : filteredIssues)(asked, projects);
  if (ids.length === 0) return answerEmpty();
  if (body.merge) return answerMerge(organization, ids);
  if (body.discard) {
    await discardIssues(organization, ids);
    return answerEmpty();
  }
  if (isByRelease(changes)) await demandOneProject(organization, ids);
  for (const change of changes) await updateIssues(organization, { ids, change });
  if (typeof body.isPublic === "boolean") await share(organization, ids, body.isPublic);
  return answer(await changedFields(organization, body, changes, ids));
}
