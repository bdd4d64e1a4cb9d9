// One `span` item: spans that come without their transaction. Their segment may have come before, or be still to come.
import { refuse, type DigestContext, type Digester } from "#lib/digest/digester.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { filterSender, filterTransaction, type Filtered, type FilterReason } from "#lib/filters/filter.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";
import { dateTimeMs } from "#lib/telemetry/date-time.ts";
import { readSpanItem, type SpanItemSource } from "#lib/traces/read-span-item.ts";
import { scrubSpan } from "#lib/traces/scrub-span.ts";
import type { SpanDraft } from "#lib/traces/span-draft.ts";
import { toSpanRow } from "#lib/traces/span-row.ts";

type Read = ReturnType<typeof readSpanItem> | { invalid: string; quantity: number };

function read(payload: Uint8Array, source: SpanItemSource): Read {
  try {
    return readSpanItem(payload, source);
  } catch (error) {
    if (error instanceof InvalidEvent) return { invalid: error.reason, quantity: 1 };
    throw error;
  }
}

/** A child goes with its segment, wherever that is: it knows the segment's name. */
function filterOf({ entry, policy }: DigestContext): (span: SpanDraft) => FilterReason | null {
  const { clientIp } = entry.meta;
  // Of an item's spans, nearly all say the same of themselves.
  let last: { name?: string; facts: Filtered; reason: FilterReason | null } | undefined;
  return (span) => {
    const name = span.attributes.attributes["sentry.segment.name"];
    const facts = factsOf(span, entry.meta.userAgent);
    if (
      last?.name === name &&
      last?.facts.release === facts.release &&
      last?.facts.url === facts.url &&
      last?.facts.userAgent === facts.userAgent
    )
      return last.reason;
    const known = { clientIp, ...facts };
    const reason =
      name === undefined
        ? filterSender(known, policy.filters)
        : filterTransaction(name, known, policy.filters);
    last = { name, facts: known, reason };
    return reason;
  };
}

function factsOf({ isSegment, attributes: { attributes } }: SpanDraft, senderUserAgent: string | null) {
  const isBrowser = attributes["sentry.platform"] === "javascript";
  const visitor = isSegment ? attributes["user_agent.original"] : undefined;
  return {
    release: attributes["sentry.release"],
    // Of another span it may be the address of a request that the sender made.
    url: isSegment ? attributes["url.full"] : undefined,
    userAgent: visitor ?? (isBrowser ? senderUserAgent : null),
  };
}

/** A span and its place in the item, which is the same on every try, whatever filters say by then. */
type Placed = { span: SpanDraft; position: number };

/** Parts spans that are wanted from those that a filter takes, and all of a segment's with it. */
function filterSpans(spans: readonly SpanDraft[], context: DigestContext) {
  const filter = filterOf(context);
  const ofSegment = new Map<string, FilterReason>();
  for (const span of spans) {
    const reason = span.isSegment ? filter(span) : null;
    if (reason !== null) ofSegment.set(span.spanId, reason);
  }
  const filtered = new Map<FilterReason, number>();
  const kept: Placed[] = [];
  for (const [position, span] of spans.entries()) {
    const reason = ofSegment.get(span.segmentId) ?? filter(span);
    if (reason === null) kept.push({ span, position });
    else filtered.set(reason, (filtered.get(reason) ?? 0) + 1);
  }
  return { kept, filtered };
}

function rowsOf(spans: readonly Placed[], { entry, policy }: DigestContext) {
  const scrubber = scrubberOf(policy);
  const receivedAt = dateTimeMs(entry.receivedAt.getTime());
  const first = { release: "", environment: "" };
  const rows = spans.map(({ span: draft, position }) => {
    const { span, ...parts } = scrubSpan(draft, scrubber);
    first.release ||= parts.columns.release;
    first.environment ||= parts.columns.environment;
    return toSpanRow(span, parts, { projectId: entry.projectId, receivedAt, eventId: "", position });
  });
  return { rows, ...first };
}

/** Adds the rows of an item's spans to `into`, and the outcomes of those that are not to be stored. */
export const prepareSpans: Digester = (item, context, into) => {
  const { entry, envelope, itemIndex } = context;
  const category = "span" as const;
  const receivedAt = entry.receivedAt.getTime();
  const known = { receivedAt, sentAt: envelope.header.sent_at, envelopeTrace: envelope.header.trace };
  const found = read(item.payload, { ...entry.meta, ...known, header: item.header });
  if ("invalid" in found) {
    const { invalid, quantity } = found;
    refuse(context, into, { category, outcome: "invalid", reason: invalid, quantity });
    return;
  }
  const { spans, invalidSpans, surplusSpans } = found;
  const lost = { category, outcome: "invalid" } as const;
  if (invalidSpans > 0) refuse(context, into, { ...lost, reason: "invalid_span", quantity: invalidSpans });
  if (surplusSpans > 0) refuse(context, into, { ...lost, reason: "too_many_spans", quantity: surplusSpans });
  const { kept, filtered } = filterSpans(spans, context);
  for (const [reason, quantity] of filtered)
    refuse(context, into, { category, outcome: "filtered", reason, quantity });
  if (kept.length === 0) return;
  const { rows, release, environment } = rowsOf(kept, context);
  into.items.push({
    journalId: entry.id,
    projectId: entry.projectId,
    itemIndex,
    receivedAt,
    timestamp: Math.round(Math.max(...kept.map(({ span }) => span.startUs)) / 1000),
    counts: [{ category, quantity: rows.length }],
    rows,
    blobs: [],
    release: release || undefined,
    environment: environment || undefined,
  });
};
