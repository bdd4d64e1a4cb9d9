import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { organizationRoute } from "#lib/api/route.ts";
import { readTimeHint } from "#lib/api/time-hint.ts";
import { countTrace } from "#lib/traces/count-trace.ts";
import { traceMetaJson } from "#lib/traces/trace-json.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read"], async ({ organization, params, url }) => {
    const counts = await countTrace(organization, params["trace"] ?? "", { at: readTimeHint(url) });
    if (!counts) throw notFound();
    return answer(traceMetaJson(counts));
  }),
});
