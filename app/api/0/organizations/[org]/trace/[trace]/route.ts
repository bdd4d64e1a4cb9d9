import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { organizationRoute } from "#lib/api/route.ts";
import { readTimeHint } from "#lib/api/time-hint.ts";
import { buildTree } from "#lib/traces/build-tree.ts";
import { findTrace } from "#lib/traces/queries.ts";
import { traceJson } from "#lib/traces/trace-json.ts";
import { vitalsOfSegments } from "#lib/traces/vitals.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: organizationRoute(["org:read"], async ({ organization, params, url }) => {
    const attributes = url.searchParams.getAll("additional_attributes");
    const trace = await findTrace(organization, params["trace"] ?? "", { at: readTimeHint(url), attributes });
    if (!trace) throw notFound();
    const tree = buildTree(trace.spans, trace.errors);
    return answer(traceJson(trace, tree, { vitals: vitalsOfSegments(trace.spans), attributes }));
  }),
});
