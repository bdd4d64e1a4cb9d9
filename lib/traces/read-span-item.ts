// A `span` item: a container of streamed spans, or one span that a browser of JavaScript SDK 8 to 10 sent alone.
import { isIP } from "node:net";
import { readEventTime } from "#lib/events/clock.ts";
import { isObject, type JsonObject } from "#lib/events/bound-json.ts";
import { platformOf } from "#lib/events/platform.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { Remarks } from "#lib/events/remarks.ts";
import { AUTO_IP } from "#lib/events/read-user.ts";
import type { Attributes } from "#lib/telemetry/attributes.ts";
import { STANDALONE_ATTRIBUTES } from "#lib/traces/attribute-names.ts";
import { applyEnvelopeTrace, type EnvelopeTrace } from "#lib/traces/envelope-trace.ts";
import { inferSender } from "#lib/traces/infer-sender.ts";
import { addMeasurements } from "#lib/traces/measurements.ts";
import { platformOfLanguage, platformOfSdk } from "#lib/traces/platform-of-sdk.ts";
import { exclusiveUsOf, readSpan, readTimes, setText } from "#lib/traces/read-span.ts";
import { readStreamedSpan } from "#lib/traces/read-streamed-span.ts";
import { isStorable, MAX_SPANS, type SpanDraft } from "#lib/traces/span-draft.ts";
import { spanIdOf } from "#lib/traces/span-ids.ts";
import { isVitalSpan } from "#lib/traces/vital-span.ts";

export type SpanItemSource = {
  /** The item header's fields, as they came. */
  header: Readonly<JsonObject>;
  /** Milliseconds since 1970. */
  receivedAt: number;
  sentAt?: string | number;
  clientIp: string | null;
  userAgent: string | null;
  sdkClient: string | null;
  envelopeTrace?: EnvelopeTrace;
};

type SpanItem = { spans: SpanDraft[]; invalidSpans: number; surplusSpans: number };
type Refusal = { invalid: "item_count_mismatch" | "not_a_container"; quantity: number };

const CONTAINER = "application/vnd.sentry.items.span.v2+json";

/** @throws InvalidEvent when it is not JSON, and nothing else. */
export function readSpanItem(payload: Uint8Array, source: SpanItemSource): SpanItem | Refusal {
  const wire = parseEventJson(payload);
  const type = source.header.content_type;
  const isContainer = Array.isArray(wire.items) || (typeof type === "string" && type.startsWith(CONTAINER));
  return isContainer ? readContainer(wire, source) : readAlone(wire, source);
}

function readContainer(wire: JsonObject, source: SpanItemSource): SpanItem | Refusal {
  const promised = source.header.item_count;
  if (!Array.isArray(wire.items)) return { invalid: "not_a_container", quantity: quantityOf(promised) };
  const wires: readonly unknown[] = wire.items;
  // Quotas took it for as many as it promises, and for one when it promises none.
  if (promised === undefined || promised === null ? wires.length > 1 : promised !== wires.length)
    return { invalid: "item_count_mismatch", quantity: quantityOf(promised) };
  const kept = wires.slice(0, MAX_SPANS);
  const shift = shiftOf(kept, "end_timestamp", source);
  const infer = inferSender(wire.ingest_settings, source);
  const spans: SpanDraft[] = [];
  for (const told of kept) {
    const span = readStreamedSpan(told, shift.ms);
    if (span === undefined || !isStorable(span.startUs, source.receivedAt)) continue;
    infer(span.attributes);
    spans.push(complete(span, shift.remarks, source));
  }
  const surplusSpans = wires.length - kept.length;
  return { spans, invalidSpans: kept.length - spans.length, surplusSpans };
}

const quantityOf = (promised: unknown) =>
  typeof promised === "number" && Number.isSafeInteger(promised) && promised > 0 && promised <= 1_000_000
    ? promised
    : 1;

function readAlone(wire: JsonObject, source: SpanItemSource): SpanItem {
  const shift = shiftOf([wire], "timestamp", source);
  const span = readSpan(wire, STANDALONE_ATTRIBUTES, shift.ms);
  if (span === undefined || !isStorable(span.startUs, source.receivedAt))
    return { spans: [], invalidSpans: 1, surplusSpans: 0 };
  const { attributes } = span;
  span.exclusiveUs = exclusiveUsOf(wire, attributes);
  addMeasurements(attributes, wire.measurements);
  setText(attributes, "sentry.profile_id", wire.profile_id);
  setText(attributes, "sentry.platform", "javascript");
  nameUser(attributes);
  // From before the setting, and only from browsers: the address where the span asks for it.
  const isAsked = attributes.attributes["client.address"] === AUTO_IP;
  if (isAsked) delete attributes.attributes["client.address"];
  inferSender({ infer_ip: isAsked && "auto", infer_user_agent: "auto" }, source)(attributes);
  return { spans: [complete(span, shift.remarks, source)], invalidSpans: 0, surplusSpans: 0 };
}

/** These spans name the user by whatever there is: an e-mail address, an id or an IP address. */
function nameUser({ attributes }: Attributes): void {
  const { user } = attributes;
  if (user === undefined) return;
  delete attributes["user"];
  const key = user.includes("@") ? "user.email" : isIP(user) > 0 ? "user.ip_address" : "user.id";
  attributes[key] ??= user;
}

type Shift = { ms: number; remarks: Remarks };

/** All spans of an item are shifted alike, by what the latest of them needs. */
function shiftOf(wires: readonly unknown[], end: string, source: SpanItemSource): Shift {
  const remarks = new Remarks();
  let latest = 0;
  for (const wire of wires) {
    const times = isObject(wire) ? readTimes(wire.start_timestamp, wire[end], 0) : undefined;
    if (times !== undefined) latest = Math.max(latest, times.startUs + times.durationUs);
  }
  if (latest === 0) return { ms: 0, remarks };
  const wire = { fields: { timestamp: latest / 1_000_000 }, path: "", remarks };
  return { ms: readEventTime(wire, source).shift, remarks };
}

function complete(span: SpanDraft, shifted: Remarks, source: SpanItemSource): SpanDraft {
  const { attributes } = span;
  applyEnvelopeTrace(span, source.envelopeTrace);
  addSdk(attributes, source);
  for (const { kind, path, detail } of shifted.list) (span.remarks ??= new Remarks()).add(kind, path, detail);
  // Browsers mark a vital that they send alone as a segment; it belongs to the page load that it is about.
  if (span.isSegment && isVitalSpan(attributes.attributes["sentry.op"] ?? "")) {
    span.isSegment = false;
    if (span.segmentId === span.spanId) span.segmentId = "";
    span.segmentId ||= spanIdOf(attributes.attributes["sentry.pageload.span_id"]) || span.parentSpanId;
  }
  if (span.isSegment) {
    span.segmentId = span.spanId;
    attributes.attributes["sentry.segment.name"] ??= span.name;
  }
  return span;
}

function addSdk({ attributes }: Attributes, { header, sdkClient }: SpanItemSource): void {
  const [name, version] = (sdkClient ?? "").split("/", 2);
  if (attributes["sentry.sdk.name"] === undefined && name) {
    attributes["sentry.sdk.name"] = name;
    if (version) attributes["sentry.sdk.version"] ??= version;
  }
  const told = typeof header.platform === "string" ? platformOf(header.platform) : "";
  attributes["sentry.platform"] ??=
    told ||
    platformOfSdk(attributes["sentry.sdk.name"]) ||
    platformOfLanguage(attributes["telemetry.sdk.language"]);
}
