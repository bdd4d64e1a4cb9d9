import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { readBody } from "#lib/api/read-body.ts";
import { projectRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";
import { projectKeyJson } from "#lib/projects/project-json.ts";
import { findKeyOfProject } from "#lib/projects/queries.ts";
import { renameProjectKey } from "#lib/projects/rename-project-key.ts";
import { NewProjectKey } from "#lib/projects/schema.ts";
import { KeyLimit } from "#lib/quotas/schema.ts";
import { setKeyLimit } from "#lib/quotas/set-quota.ts";

const KeyChange = z.strictObject({
  name: NewProjectKey.shape.label.optional(),
  /** null: no limit. */
  rateLimit: KeyLimit.nullish(),
});

async function find(project: ProjectAccess, publicKey = "") {
  const key = await findKeyOfProject(project, publicKey);
  if (!key) throw notFound();
  return key;
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ project, params }) =>
    answer(projectKeyJson(await find(project, params["key"]), env().baseUrl)),
  ),
  PUT: projectRoute(["project:write"], async ({ request, project, params }) => {
    const key = await find(project, params["key"]);
    const change = await readBody(request, KeyChange);
    if (change.name !== undefined) await renameProjectKey(project, key.id, { label: change.name });
    if (change.rateLimit !== undefined) await setKeyLimit(project, key.id, change.rateLimit);
    return answer(projectKeyJson(await find(project, params["key"]), env().baseUrl));
  }),
});
