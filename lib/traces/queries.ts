// Reads of spans by their trace, over all projects of an organization.
import { z } from "zod";
import { findAllProjectAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { SpanDetail, TraceSpan, type TraceError } from "#lib/traces/schema.ts";
import { findTraceErrors } from "#lib/traces/find-trace-errors.ts";
import { spanIdOf, traceIdOf } from "#lib/traces/span-ids.ts";
import { traceScope, type TimeHint } from "#lib/traces/trace-scope.ts";
import { vitalsOfSegments, type Vitals } from "#lib/traces/vitals.ts";

/** Spans that a trace shows at most. */
const MAX_TRACE_SPANS = 10_000;
const MAX_ATTRIBUTES = 20;

const COLUMNS = `project_id AS projectId, span_id AS spanId, parent_span_id AS parentSpanId, segment_id AS segmentId,
  is_segment AS isSegment, event_id AS eventId, toUnixTimestamp64Micro(start_timestamp) AS startUs,
  duration_us AS durationUs, exclusive_us AS exclusiveUs, op, description, status, origin, transaction, platform,
  release, environment, sdk_name AS sdkName, replay_id AS replayId, profile_id AS profileId,
  profiler_id AS profilerId, thread_id AS threadId, http_status AS httpStatus`;

const MEASURED = `mapFilter((key, value) -> startsWith(key, 'browser.web_vital.') OR startsWith(key, 'measurement.')
  OR has({attributes:Array(String)}, key), numbers) AS numbers,
  mapFilter((key, value) -> has({attributes:Array(String)}, key), attributes) AS attributes`;

const DETAILS = `trace_id AS traceId, transaction_source AS transactionSource, dist, server_name AS serverName,
  sdk_version AS sdkVersion, user_id AS userId, user_email AS userEmail, user_username AS userUsername,
  user_ip AS userIp, sample_rate AS sampleRate, http_method AS httpMethod, url, browser_name AS browserName,
  os_name AS osName, attributes, numbers, booleans, links, remarks`;

export type Trace = {
  traceId: string;
  projects: { id: number; slug: string; platform: string }[];
  /** By start. */
  spans: TraceSpan[];
  errors: TraceError[];
  /** There are more spans than can be shown. */
  isTruncated: boolean;
};

/**
 * Spans and errors of a trace; both lists are empty when the organization has none of it.
 * @param options.attributes names of attributes to read beside the measurements, 20 at most.
 * @returns null when `text` is no trace id.
 */
export async function findTrace(
  access: OrganizationAccess,
  text: string,
  options: TimeHint & { attributes?: readonly string[] } = {},
): Promise<Trace | null> {
  const traceId = traceIdOf(text);
  if (traceId === "") return null;
  const all = await findAllProjectAccess(access);
  const { where, parameters } = traceScope(
    all.map((project) => project.projectId),
    traceId,
    options,
    "start_timestamp",
  );
  const [spans, errors] = await Promise.all([
    queryRows(
      TraceSpan,
      `SELECT ${COLUMNS}, ${MEASURED} FROM spans WHERE ${where}
       ORDER BY start_timestamp, duration_us DESC LIMIT 1 BY span_id LIMIT ${MAX_TRACE_SPANS + 1}`,
      { ...parameters, attributes: (options.attributes ?? []).slice(0, MAX_ATTRIBUTES) },
    ),
    findTraceErrors(all, traceId, options),
  ]);
  return {
    traceId,
    projects: all.map(({ projectId, slug, platform }) => ({ id: projectId, slug, platform })),
    spans: spans.slice(0, MAX_TRACE_SPANS),
    errors,
    isTruncated: spans.length > MAX_TRACE_SPANS,
  };
}

/**
 * One span with all of its attributes; null when the organization has none of these ids.
 * @public for the page of traces.
 */
export async function findSpan(
  access: OrganizationAccess,
  ids: { traceId: string; spanId: string },
  hint: TimeHint = {},
): Promise<SpanDetail | null> {
  const traceId = traceIdOf(ids.traceId);
  const spanId = spanIdOf(ids.spanId);
  if (traceId === "" || spanId === "") return null;
  const all = await findAllProjectAccess(access);
  const projectIds = all.map((project) => project.projectId);
  const { where, parameters } = traceScope(projectIds, traceId, hint, "start_timestamp");
  const [span] = await queryRows(
    SpanDetail,
    `SELECT ${COLUMNS}, ${DETAILS} FROM spans WHERE ${where} AND span_id = {span:String} LIMIT 1`,
    { ...parameters, span: spanId },
  );
  return span ?? null;
}

const MAX_VITAL_SPANS = 1_000;

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
 * @public for the page of traces.
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
     ORDER BY start_timestamp LIMIT 1 BY span_id LIMIT ${MAX_VITAL_SPANS}`,
    parameters,
  );
  return vitalsOfSegments(spans);
}
