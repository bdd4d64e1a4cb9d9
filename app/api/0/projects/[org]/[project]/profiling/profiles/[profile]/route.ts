import { answerJson, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { projectRoute } from "#lib/api/route.ts";
import { findProfile, readProfileJson } from "#lib/profiles/queries.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ project, params }) => {
    const profile = await findProfile(project, params["profile"] ?? "");
    const json = profile && (await readProfileJson(profile));
    if (!json) throw notFound();
    return answerJson(json);
  }),
});
