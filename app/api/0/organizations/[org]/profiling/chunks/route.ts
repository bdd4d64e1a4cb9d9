import { answerStream } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { chosenProjects, organizationRoute } from "#lib/api/route.ts";
import { readRange } from "#lib/api/time-range.ts";
import { listProfileChunks, readProfileJson, type StoredProfile } from "#lib/profiles/queries.ts";

async function* jsonOf(chunks: readonly StoredProfile[]): AsyncGenerator<string> {
  for (const chunk of chunks) {
    const json = await readProfileJson(chunk);
    if (json) yield json;
  }
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read", "project:read"], async (request) => {
    const { url } = request;
    const profiler = url.searchParams.get("profiler_id") ?? "";
    const chunks = await listProfileChunks(await chosenProjects(request), profiler, readRange(url));
    return answerStream(jsonOf(chunks));
  }),
});
