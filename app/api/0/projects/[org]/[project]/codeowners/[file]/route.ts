import { answer, answerEmpty } from "#lib/api/answer.ts";
import { findFile, MAX_CODE_OWNERS_BODY, saveFile } from "#lib/api/code-owners.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { readBody } from "#lib/api/read-body.ts";
import { projectRoute } from "#lib/api/route.ts";
import { removeCodeOwners } from "#lib/ownership/change-code-owners.ts";
import { CodeOwnersBody } from "#lib/ownership/code-owners-body.ts";
import { codeOwnersJson } from "#lib/ownership/ownership-json.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ project, params }) =>
    answer(codeOwnersJson(project, await findFile(project, params["file"] ?? ""))),
  ),
  PUT: projectRoute(["project:write"], async ({ request, project, params }) => {
    await findFile(project, params["file"] ?? "");
    return answer(await saveFile(project, await readBody(request, CodeOwnersBody, MAX_CODE_OWNERS_BODY)));
  }),
  DELETE: projectRoute(["project:write"], async ({ project, params }) => {
    await findFile(project, params["file"] ?? "");
    await removeCodeOwners(project);
    return answerEmpty();
  }),
});
