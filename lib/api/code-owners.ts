// The CODEOWNERS file of a project, as the Web API takes and gives it.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { notFound } from "#lib/api/answer.ts";
import { mapOwners, uploadCodeOwners } from "#lib/ownership/change-code-owners.ts";
import type { CodeOwnersBody } from "#lib/ownership/code-owners-body.ts";
import { codeOwnersJson } from "#lib/ownership/ownership-json.ts";
import { findCodeOwners } from "#lib/ownership/queries.ts";

/** As JSON, a file may be longer than its bytes: escaped quotes and line breaks. */
export const MAX_CODE_OWNERS_BODY = 8 * 1024 * 1024;

/** The file under its id, which is the project's. */
export async function findFile(project: ProjectAccess, id: string) {
  const file = id === String(project.projectId) ? await findCodeOwners(project) : null;
  if (!file) throw notFound();
  return file;
}

/** Changes what the body names, and answers with what is there then. */
export async function saveFile(project: ProjectAccess, body: CodeOwnersBody) {
  const before = await findCodeOwners(project);
  const { raw = before?.text, stackRoot = before?.stackRoot, sourceRoot = before?.sourceRoot } = body;
  if (raw === undefined) throw notFound();
  await uploadCodeOwners(project, { text: raw, stackRoot: stackRoot ?? "", sourceRoot: sourceRoot ?? "" });
  if (body.mappings) await mapOwners(project, body.mappings);
  return codeOwnersJson(project, await findFile(project, String(project.projectId)));
}
