import { z } from "zod";
import { findAllProjectAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { TraceSpan } from "#lib/traces/schema.ts";
import { traceIdOf } from "#lib/traces/span-ids.ts";
import { traceScope, type TimeHint } from "#lib/traces/trace-scope.ts";
import { vitalsOfSegments, type Vitals } from "#lib/traces/vitals.ts";

const MAX_SPANS = 1_000;

const VitalRow = TraceSpan.pick({
  projectId: true,
  spanId: true,
  segmentId: true,
  isSegment: true,
  op: true,
  transaction: true,
  startUs: true,
}).extend({ numbers: z.record(z.string(), z.number()) });

/**
 * The web vitals of each page load in a trace, by the span id of its segment; late ones included.
 * @returns an empty map when the organization has none.
 */
export async function findVitals(
  access: OrganizationAccess,
  text: string,
  hint: TimeHint = {},
): Promise<Map<string, Vitals>> {
  const traceId = traceIdOf(text);
  if (traceId === "") return new Map();
  const projectIds = (await findAllProjectAccess(access)).map((project) => project.projectId);
  const { where, parameters } = traceScope(projectIds, traceId, hint, "start_timestamp");
  const spans = await queryRows(
    VitalRow,
    `SELECT project_id AS projectId, span_id AS spanId, segment_id AS segmentId, is_segment AS isSegment, op,
       transaction, toUnixTimestamp64Micro(start_timestamp) AS startUs,
       mapFilter((key, value) -> startsWith(key, 'browser.web_vital.'), numbers) AS numbers
     FROM spans
     WHERE ${where} AND (is_segment = 1 OR startsWith(op, 'ui.webvital.') OR startsWith(op, 'ui.interaction.'))
     ORDER BY start_timestamp LIMIT 1 BY span_id LIMIT ${MAX_SPANS}`,
    parameters,
  );
  return vitalsOfSegments(spans);
}
