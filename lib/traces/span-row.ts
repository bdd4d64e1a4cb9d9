// The one place where a span becomes a row; clickhouse/0002_spans.sql makes its table.
import type { Attributes } from "#lib/telemetry/attributes.ts";
import { dateTimeUs } from "#lib/telemetry/date-time.ts";
import type { TelemetryRow } from "#lib/telemetry/telemetry-row.ts";
import type { SpanColumns } from "#lib/traces/span-columns.ts";
import type { SpanDraft } from "#lib/traces/span-draft.ts";

type Stored = {
  projectId: number;
  /** As ClickHouse reads it: see dateTimeMs. */
  receivedAt: string;
  /** Of the transaction that brought it, "" for none. */
  eventId: string;
  position: number;
};

export function toSpanRow(
  span: SpanDraft,
  parts: { columns: SpanColumns; rest: Attributes },
  { projectId, receivedAt, eventId, position }: Stored,
): TelemetryRow {
  return {
    table: "spans",
    position,
    values: {
      project_id: projectId,
      trace_id: span.traceId,
      span_id: span.spanId,
      parent_span_id: span.parentSpanId,
      segment_id: span.segmentId,
      is_segment: span.isSegment ? 1 : 0,
      event_id: eventId,
      start_timestamp: dateTimeUs(span.startUs),
      duration_us: span.durationUs,
      exclusive_us: span.exclusiveUs ?? span.durationUs,
      received_at: receivedAt,
      description: span.name,
      status: span.status,
      links: span.links,
      remarks: span.remarks && span.remarks.list.length > 0 ? JSON.stringify(span.remarks.list) : "",
      ...parts.columns,
      attributes: parts.rest.attributes,
      numbers: parts.rest.numbers,
      booleans: parts.rest.booleans,
    },
  };
}
