// A trace as the Web API writes it: a list of roots with everything below them, times in seconds, durations in
// milliseconds.
import type { TraceNode, TraceTree } from "#lib/traces/build-tree.ts";
import type { TraceCounts } from "#lib/traces/count-trace.ts";
import type { Trace } from "#lib/traces/queries.ts";
import type { TraceError } from "#lib/traces/schema.ts";
import type { Vitals } from "#lib/traces/vitals.ts";

const MAX_DEPTH = 500;

type Context = {
  slugs: ReadonlyMap<number, string>;
  vitals: ReadonlyMap<string, Vitals>;
  /** Names of attributes to tell. */
  attributes: readonly string[];
};

function errorJson(error: TraceError, { slugs }: Context) {
  return {
    event_type: "error",
    event_id: error.eventId,
    project_id: error.projectId,
    project_slug: slugs.get(error.projectId) ?? "",
    start_timestamp: error.timestamp / 1000,
    transaction: error.transaction,
    description: error.title,
    message: error.message,
    level: error.level,
    culprit: error.culprit,
    issue_id: error.issue?.id ?? null,
    short_id: error.issue?.shortId ?? null,
    issue_type: error.issue?.type ?? "error",
  };
}

function measurements(numbers: Readonly<Record<string, number>>, vitals: Vitals | undefined) {
  const own = Object.entries(numbers).flatMap(([key, value]) =>
    key.startsWith("measurement.") ? [[`measurements.${key.slice("measurement.".length)}`, value]] : [],
  );
  const late = Object.entries(vitals ?? {}).map(([vital, value]) => [`measurements.${vital}`, value]);
  return Object.fromEntries([...own, ...late]);
}

function additional({ span: { attributes, numbers } }: TraceNode, wanted: readonly string[]) {
  const valueOf = (name: string) => {
    if (Object.hasOwn(attributes, name)) return [[name, attributes[name]]];
    return Object.hasOwn(numbers, name) ? [[name, numbers[name]]] : [];
  };
  return Object.fromEntries(wanted.flatMap(valueOf));
}

function nodeFields(node: TraceNode, context: Context) {
  const { span } = node;
  return {
    event_type: "span",
    event_id: span.spanId,
    transaction_id: span.eventId,
    project_id: span.projectId,
    project_slug: context.slugs.get(span.projectId) ?? "",
    parent_span_id: span.parentSpanId || null,
    start_timestamp: span.startUs / 1_000_000,
    end_timestamp: (span.startUs + span.durationUs) / 1_000_000,
    duration: span.durationUs / 1000,
    exclusive_time: span.exclusiveUs / 1000,
    op: span.op,
    name: span.description,
    description: span.description,
    status: span.status,
    transaction: span.transaction,
    is_transaction: span.isSegment,
    sdk_name: span.sdkName,
    profile_id: span.profileId,
    profiler_id: span.profilerId,
    measurements: measurements(span.numbers, context.vitals.get(span.spanId)),
    additional_attributes: additional(node, context.attributes),
    errors: node.errors.map((error) => errorJson(error, context)),
    occurrences: [],
  };
}

type SpanJson = ReturnType<typeof nodeFields> & { children: SpanJson[] };

/** Without recursion, as a trace may be ten thousand spans deep; what is too deep for JSON stands beside its parent. */
function nodesJson(roots: readonly TraceNode[], context: Context): SpanJson[] {
  const result: SpanJson[] = [];
  const waiting = [{ nodes: roots, into: result, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop())
    for (const node of next.nodes) {
      const json: SpanJson = { ...nodeFields(node, context), children: [] };
      next.into.push(json);
      const into = next.depth < MAX_DEPTH ? json.children : next.into;
      if (node.children.length > 0) waiting.push({ nodes: node.children, into, depth: next.depth + 1 });
    }
  return result;
}

/** Roots, and then errors whose span is not there. */
export function traceJson(
  trace: Trace,
  tree: TraceTree,
  { vitals, attributes }: Pick<Context, "vitals" | "attributes">,
) {
  const slugs = new Map(trace.projects.map(({ id, slug }) => [id, slug]));
  const context = { slugs, vitals, attributes };
  return [
    ...nodesJson(tree.roots, context),
    ...tree.errors.map((error) => ({
      ...errorJson(error, context),
      children: [],
      errors: [],
      occurrences: [],
    })),
  ];
}

/** The counts of a trace as the Web API writes them. */
export const traceMetaJson = (counts: TraceCounts) => ({
  errors: counts.errors,
  logs: counts.logs,
  metrics: counts.metrics,
  performance_issues: 0,
  uptime_checks: 0,
  span_count: counts.spans,
  span_count_map: Object.fromEntries(counts.byOp.map(({ op, count }) => [op, count])),
  transaction_child_count_map: counts.byTransaction.map(({ eventId, count }) => ({
    "transaction.event_id": eventId || null,
    "count()": count,
  })),
});
