// PUT on many issues: those that `id=` names, or all that the filters find.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { answer, answerEmpty, FieldErrors } from "#lib/api/answer.ts";
import { type IssueChangeBody, IssueChangeBody as Body, issueChanges } from "#lib/api/issue-change.ts";
import { readFilters } from "#lib/api/list-issues.ts";
import { readBody } from "#lib/api/read-body.ts";
import { readIssueRows } from "#lib/issues/issue-rows.ts";
import { listIssues } from "#lib/issues/queries-list.ts";
import type { IssueChange, IssueTab } from "#lib/issues/schema.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";

const MAX_ISSUES = 1_000;
const CHUNK = 100;
const TABS = new Map<string, IssueTab>([
  ["unresolved", "unresolved"],
  ["resolved", "resolved"],
  ["ignored", "archived"],
  ["muted", "archived"],
  ["archived", "archived"],
]);

type Asked = { request: Request; url: URL; organization: OrganizationAccess };

async function namedIssues(
  { url, organization }: Asked,
  projects: readonly ProjectAccess[],
): Promise<number[]> {
  const asked = url.searchParams.getAll("id");
  if (!asked.every((id) => /^\d{1,9}$/.test(id)))
    throw new FieldErrors({ id: ["Use the numbers of issues."] });
  if (asked.length > MAX_ISSUES) throw new FieldErrors({ id: [`At most ${MAX_ISSUES} issues at once.`] });
  const inProjects = { projectId: { in: projects.map((project) => project.projectId) } };
  const rows = await readIssueRows(organization, { where: { id: { in: asked.map(Number) }, ...inProjects } });
  return rows.map((row) => row.id);
}

/** Without `query` and `status` it means every issue: command lines ask so for `--all`. */
async function filteredIssues(
  { url, organization }: Asked,
  projects: readonly ProjectAccess[],
): Promise<number[]> {
  const status = url.searchParams.get("status");
  const tab = status === null ? "all" : TABS.get(status);
  if (!tab) throw new FieldErrors({ status: ["Use resolved, unresolved or ignored."] });
  const filters = { ...readFilters(url, projects, ""), tab, limit: CHUNK };
  const ids: number[] = [];
  for (let cursor: string | null = null; projects.length > 0 && ids.length < MAX_ISSUES;) {
    const page = await listIssues(organization, { ...filters, cursor });
    ids.push(...page.items.map((issue) => issue.id));
    cursor = page.next;
    if (cursor === null) break;
  }
  return ids.slice(0, MAX_ISSUES);
}

/** Makes the changes for all of the issues, a hundred in each transaction. */
async function applyChanges(
  access: OrganizationAccess,
  ids: readonly number[],
  changes: readonly IssueChange[],
): Promise<void> {
  for (let start = 0; start < ids.length; start += CHUNK)
    for (const change of changes)
      await updateIssues(access, { ids: ids.slice(start, start + CHUNK), change });
}

/** The fields that were changed, as they are now. */
function changedFields(body: IssueChangeBody, changes: readonly IssueChange[]) {
  const assign = changes.find((change) => change.kind === "assign");
  const status = body.status === "muted" ? "ignored" : body.status;
  return {
    ...(status ? { status, statusDetails: {} } : {}),
    ...(assign
      ? { assignedTo: assign.assignee && { ...assign.assignee, id: String(assign.assignee.id) } }
      : {}),
  };
}

/** Answers 200 with the changed fields, or 204 when no issue is meant. */
export async function answerIssuesChange(
  asked: Asked,
  projects: readonly ProjectAccess[],
): Promise<Response> {
  const body = await readBody(asked.request, Body);
  const changes = await issueChanges(asked.organization, body);
  const byName = asked.url.searchParams.has("id");
  if (!byName && body.assignedTo !== undefined)
    throw new FieldErrors({ assignedTo: ["Name the issues to assign by id."] });
  const ids = await (byName ? namedIssues : filteredIssues)(asked, projects);
  if (ids.length === 0) return answerEmpty();
  await applyChanges(asked.organization, ids, changes);
  return answer(changedFields(body, changes));
}
