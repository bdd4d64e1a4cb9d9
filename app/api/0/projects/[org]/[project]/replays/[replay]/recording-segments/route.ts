import { answerStream, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { projectRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";
import { findReplay, type ReplaySegment } from "#lib/replays/queries.ts";
import { readRecording } from "#lib/replays/read-recording.ts";

async function* eventLists(segments: readonly ReplaySegment[]): AsyncGenerator<string> {
  for await (const { events } of readRecording(segments)) yield JSON.stringify(events);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ project, params, url }) => {
    const replay = await findReplay([project], params["replay"] ?? "");
    if (!replay) throw notFound();
    const page = pageOf(replay.segments, url);
    return answerStream(eventLists(page.items), pageLinks(url, page, env().baseUrl));
  }),
});
