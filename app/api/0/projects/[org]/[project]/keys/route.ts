import { answer } from "#lib/api/answer.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { projectRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";
import { projectKeyJson } from "#lib/projects/project-json.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { listProjectKeys } from "#lib/projects/queries.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ project, url }) => {
    const { baseUrl } = env();
    const page = pageOf(await listProjectKeys(project), url);
    return answer(
      page.items.map((key) => projectKeyJson(key, baseUrl)),
      200,
      pageLinks(url, page, baseUrl),
    );
  }),
});
