import { answer } from "#lib/api/answer.ts";
import { MAX_CODE_OWNERS_BODY, saveFile } from "#lib/api/code-owners.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { readBody } from "#lib/api/read-body.ts";
import { projectRoute } from "#lib/api/route.ts";
import { NewCodeOwnersBody } from "#lib/ownership/code-owners-body.ts";
import { codeOwnersJson } from "#lib/ownership/ownership-json.ts";
import { findCodeOwners } from "#lib/ownership/queries.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ project }) => {
    const file = await findCodeOwners(project);
    return answer(file ? [codeOwnersJson(project, file)] : []);
  }),
  POST: projectRoute(["project:write"], async ({ request, project }) =>
    answer(await saveFile(project, await readBody(request, NewCodeOwnersBody, MAX_CODE_OWNERS_BODY)), 201),
  ),
});
