// DELETE on one issue, and on many that `id=` names.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { answer, answerEmpty, FieldErrors, notFound } from "#lib/api/answer.ts";
import type { Work } from "#lib/api/issue-route.ts";
import { deleteIssues } from "#lib/issues/delete-issues.ts";
import { readIssueRows } from "#lib/issues/issue-rows.ts";

const MAX_ISSUES = 1_000;

type Asked = { url: URL; organization: OrganizationAccess };

/** Answers 204, also when no issue of these projects is meant. Without `id` nothing is deleted. */
export async function answerIssuesDeletion(
  { url, organization }: Asked,
  projects: readonly ProjectAccess[],
): Promise<Response> {
  const asked = url.searchParams.getAll("id");
  if (asked.length === 0) throw new FieldErrors({ id: ["Name the issues to delete by id."] });
  if (!asked.every((id) => /^\d{1,9}$/.test(id)))
    throw new FieldErrors({ id: ["Use the numbers of issues."] });
  if (asked.length > MAX_ISSUES) throw new FieldErrors({ id: [`At most ${MAX_ISSUES} issues at once.`] });
  const where = {
    id: { in: asked.map(Number) },
    projectId: { in: projects.map((project) => project.projectId) },
    mergedIntoId: null,
  };
  const rows = await readIssueRows(organization, { where });
  if (rows.length > 0)
    await deleteIssues(
      organization,
      rows.map((row) => row.id),
    );
  return answerEmpty();
}

/** Answers 202: the events go later. An address that leads to what the issue was merged into deletes nothing. */
export const answerIssueDeletion: Work = async ({ organization, issue, params }) => {
  const named = (params["issue"] ?? "").toLowerCase();
  if (named !== String(issue.id) && named !== issue.shortId.toLowerCase()) throw notFound();
  await deleteIssues(organization, [issue.id]);
  return answer({}, 202);
};
