// An OTLP span as a span of the item protocol, version 2.
import { eventAttributes } from "#lib/ingest/otlp/span-events.ts";
import {
  attributeText,
  hexId,
  isFields,
  list,
  readAttributes,
  seconds,
  stringAttribute,
  text,
  type Attributes,
  type Fields,
} from "#lib/ingest/otlp/values.ts";

type SpanLink = { trace_id: string; span_id: string; sampled?: boolean; attributes: Attributes };

export type SpanItem = {
  trace_id: string;
  span_id: string;
  parent_span_id?: string;
  name: string;
  status: "ok" | "error";
  is_segment: boolean;
  start_timestamp: number;
  end_timestamp: number;
  attributes: Attributes;
  links?: SpanLink[];
};

const MAX_NAME = 1_024;
const MAX_LINKS = 100;
const KINDS = ["", "internal", "server", "client", "producer", "consumer"];
const ERROR = 2;
const SAMPLED = 1;

function readLink(link: Fields): SpanLink[] {
  const trace_id = hexId(link["traceId"], 16);
  const span_id = hexId(link["spanId"], 8);
  if (!trace_id || !span_id) return [];
  const { flags } = link;
  const sampled = typeof flags === "number" ? { sampled: (flags & SAMPLED) !== 0 } : {};
  return [{ trace_id, span_id, ...sampled, attributes: readAttributes(link["attributes"]) }];
}

/** What the work was, by the attributes that OpenTelemetry's conventions give it. */
function inferOp(attributes: Attributes, kind: string): string | undefined {
  const has = (...keys: readonly string[]) => attributeText(attributes, ...keys) !== undefined;
  if (has("http.request.method", "http.method")) return kind === "server" ? "http.server" : "http.client";
  if (has("db.system.name", "db.system")) return "db";
  if (has("gen_ai.operation.name")) return `gen_ai.${attributeText(attributes, "gen_ai.operation.name")}`;
  if (has("rpc.system.name", "rpc.system")) return kind === "server" ? "rpc.server" : "rpc.client";
  if (has("messaging.system")) return kind === "consumer" ? "queue.process" : "queue.publish";
  if (has("faas.trigger")) return `function.${attributeText(attributes, "faas.trigger")}`;
  return undefined;
}

function protocolAttributes(span: Fields, own: Attributes, name: string, isSegment: boolean): Attributes {
  const kind = KINDS[Number(span["kind"] ?? 0)] ?? "";
  const message = isFields(span["status"]) ? text(span["status"]["message"]) : "";
  const op = inferOp(own, kind);
  return {
    "sentry.origin": stringAttribute("auto.otlp.spans"),
    ...(kind !== "" && { "sentry.kind": stringAttribute(kind) }),
    ...(op !== undefined && { "sentry.op": stringAttribute(op) }),
    ...(message !== "" && { "sentry.status.message": stringAttribute(message) }),
    ...(text(span["traceState"]) !== "" && { "otel.trace_state": stringAttribute(text(span["traceState"])) }),
    ...(isSegment && { "sentry.segment.name": stringAttribute(name) }),
  };
}

const isEntry = (kind: unknown) =>
  KINDS[Number(kind ?? 0)] === "server" || KINDS[Number(kind ?? 0)] === "consumer";

/** Null when it lacks what a span cannot be without: its ids, its start, its end. */
export function spanItem(span: Fields, inherited: Attributes): SpanItem | null {
  const trace_id = hexId(span["traceId"], 16);
  const span_id = hexId(span["spanId"], 8);
  const start_timestamp = seconds(span["startTimeUnixNano"]);
  const end_timestamp = seconds(span["endTimeUnixNano"]);
  if (!trace_id || !span_id || start_timestamp === undefined || end_timestamp === undefined) return null;
  const parent = hexId(span["parentSpanId"], 8);
  const isSegment = parent === undefined || isEntry(span["kind"]);
  const name = text(span["name"]).slice(0, MAX_NAME).toWellFormed();
  const own = readAttributes(span["attributes"]);
  const links = list(span["links"], MAX_LINKS).flatMap(readLink);
  return {
    trace_id,
    span_id,
    ...(parent !== undefined && { parent_span_id: parent }),
    name,
    status: isFields(span["status"]) && Number(span["status"]["code"]) === ERROR ? "error" : "ok",
    is_segment: isSegment,
    start_timestamp,
    end_timestamp,
    attributes: {
      ...inherited,
      ...protocolAttributes(span, own, name, isSegment),
      ...eventAttributes(span["events"]),
      ...own,
    },
    ...(links.length > 0 && { links }),
  };
}
