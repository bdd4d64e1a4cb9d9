// One `transaction` item: a segment span and its children, stored together or not at all.
import { eventSource } from "#lib/digest/event-source.ts";
import { profileIdBeside } from "#lib/digest/profile-beside.ts";
import { refuse, type DigestContext, type Digester } from "#lib/digest/digester.ts";
import type { Prepared } from "#lib/digest/prepared.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { filterTransaction } from "#lib/filters/filter.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";
import { dateTimeMs } from "#lib/telemetry/date-time.ts";
import { readTransaction, type Transaction } from "#lib/traces/read-transaction.ts";
import { inheritColumns } from "#lib/traces/span-columns.ts";
import { toSpanRow } from "#lib/traces/span-row.ts";
import { scrubSpan } from "#lib/traces/scrub-span.ts";

function read(payload: Uint8Array, context: DigestContext): Transaction | { invalid: string } {
  try {
    return readTransaction(payload, eventSource(context));
  } catch (error) {
    if (error instanceof InvalidEvent) return { invalid: error.reason };
    throw error;
  }
}

function rowsOf({ segment, children }: Transaction, { entry, envelope, policy }: DigestContext) {
  const scrubber = scrubberOf(policy);
  const stored = {
    projectId: entry.projectId,
    receivedAt: dateTimeMs(entry.receivedAt.getTime()),
    eventId: envelope.header.event_id ?? "",
  };
  const root = scrubSpan(segment, scrubber);
  root.columns.profile_id ||= profileIdBeside(envelope);
  const rows = [toSpanRow(root.span, root, { ...stored, position: 0 })];
  for (const [index, child] of children.entries()) {
    const { span, columns, rest } = scrubSpan(child, scrubber);
    const inherited = { columns: inheritColumns(columns, root.columns), rest };
    rows.push(toSpanRow(span, inherited, { ...stored, position: index + 1 }));
  }
  return { rows, columns: root.columns };
}

function isFiltered(transaction: Transaction, context: DigestContext, into: Prepared): boolean {
  const { attributes } = transaction.segment.attributes;
  const facts = {
    clientIp: context.entry.meta.clientIp,
    userAgent: transaction.userAgent,
    release: attributes["sentry.release"],
    url: attributes["url.full"],
  };
  const reason = filterTransaction(transaction.name, facts, context.policy.filters);
  if (reason === null) return false;
  const quantity = transaction.children.length + 1;
  refuse(context, into, { category: "transaction", outcome: "filtered", reason });
  refuse(context, into, { category: "span", outcome: "filtered", reason, quantity });
  return true;
}

/** Adds the rows of a transaction to `into`, or the outcome of one that is not to be stored. */
export const prepareTransaction: Digester = (item, context, into) => {
  const { entry, envelope, itemIndex } = context;
  const transaction = read(item.payload, context);
  if ("invalid" in transaction) {
    refuse(context, into, { category: "transaction", outcome: "invalid", reason: transaction.invalid });
    return;
  }
  const { invalidSpans, surplusSpans, timestamp } = transaction;
  const lost = { category: "span", outcome: "invalid" } as const;
  if (invalidSpans > 0) refuse(context, into, { ...lost, reason: "invalid_span", quantity: invalidSpans });
  if (surplusSpans > 0) refuse(context, into, { ...lost, reason: "too_many_spans", quantity: surplusSpans });
  if (isFiltered(transaction, context, into)) return;
  const { rows, columns } = rowsOf(transaction, context);
  const eventId = envelope.header.event_id;
  into.items.push({
    journalId: entry.id,
    projectId: entry.projectId,
    itemIndex,
    receivedAt: entry.receivedAt.getTime(),
    timestamp,
    counts: [
      { category: "transaction", quantity: 1 },
      { category: "span", quantity: rows.length },
    ],
    ...(eventId && { claim: { kind: "transaction", id: eventId } as const }),
    rows,
    blobs: [],
    release: columns.release || undefined,
    environment: columns.environment || undefined,
  });
};
