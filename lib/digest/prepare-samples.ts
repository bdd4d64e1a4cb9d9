// Containers of logs and metrics: {version?, ingest_settings?, items: […]}, each of the items for itself.
import { refuse, type DigestContext } from "#lib/digest/digester.ts";
import type { Prepared } from "#lib/digest/prepared.ts";
import type { EnvelopeItem } from "#lib/envelope/envelope.ts";
import type { Category } from "#lib/envelope/item-types.ts";
import { clockDrift } from "#lib/events/clock.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { filterSender, type FilterReason } from "#lib/filters/filter.ts";
import { inferAttributes, type Refusal, type SampleSource } from "#lib/logs/sample-source.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";
import { MAX_ROWS_OF_ITEM, type TelemetryRow, type TelemetryTable } from "#lib/telemetry/telemetry-row.ts";

type Row = TelemetryRow["values"] & { release: string; environment: string };
type Read = { refusal: Refusal } | { row: Row; timestamp: number };

/** What a container is made of, and how to read one of its items. */
type Kind = {
  category: Category;
  table: TelemetryTable;
  /** Bytes that an item of it may have on average. */
  maxAverageBytes: number;
  read: (wire: unknown, source: SampleSource, position: number) => Read;
};

class Unreadable extends Error {
  override name = "Unreadable";
  readonly quantity: number;

  constructor(reason: string, quantity: number) {
    super(reason);
    this.quantity = quantity;
  }
}

function parseContainer({ payload }: EnvelopeItem): Record<string, unknown> {
  try {
    return parseEventJson(payload);
  } catch (error) {
    if (error instanceof InvalidEvent) throw new Unreadable(error.reason, 1);
    throw error;
  }
}

function openContainer(item: EnvelopeItem, { maxAverageBytes }: Kind) {
  const { items, ingest_settings: settings } = parseContainer(item);
  if (!Array.isArray(items)) throw new Unreadable("missing_items", 1);
  const found: unknown[] = items;
  const { item_count: announced } = item.header;
  const quantity = Math.max(found.length, 1);
  // Quotas took it for as many as it announces, and for one when it announces none.
  if (announced === undefined || announced === null ? found.length > 1 : announced !== found.length)
    throw new Unreadable("item_count_mismatch", quantity);
  if (item.payload.length > maxAverageBytes * quantity) throw new Unreadable("too_large", quantity);
  return { items: found, settings };
}

function sourceOf({ entry, envelope, policy }: DigestContext, settings: unknown): SampleSource {
  const receivedAt = entry.receivedAt.getTime();
  const { clientIp, userAgent } = entry.meta;
  const known = new Map<string, FilterReason | null>();
  return {
    projectId: entry.projectId,
    receivedAt,
    drift: clockDrift(envelope.header.sent_at, receivedAt),
    inferred: inferAttributes(settings, entry.meta),
    scrubber: scrubberOf(policy),
    // Of one sender's thousand logs, few differ in what filters look at.
    filter: ({ release, url }) => {
      const key = JSON.stringify([release, url]);
      const before = known.get(key);
      if (before !== undefined) return before;
      const reason = filterSender({ clientIp, userAgent, release, url }, policy.filters);
      known.set(key, reason);
      return reason;
    },
  };
}

type Sorted = {
  rows: (TelemetryRow & { values: Row })[];
  latest: number;
  refused: Map<string, Refusal & { quantity: number }>;
};

function readAll(items: readonly unknown[], source: SampleSource, kind: Kind): Sorted {
  const sorted: Sorted = { rows: [], latest: 0, refused: new Map() };
  for (const [position, wire] of items.entries()) {
    const read: Read =
      position < MAX_ROWS_OF_ITEM
        ? kind.read(wire, source, position)
        : { refusal: { outcome: "invalid", reason: "too_many" } };
    if ("row" in read) {
      sorted.rows.push({ table: kind.table, position, values: read.row });
      sorted.latest = Math.max(sorted.latest, read.timestamp);
    } else {
      const key = `${read.refusal.outcome}:${read.refusal.reason}`;
      const quantity = (sorted.refused.get(key)?.quantity ?? 0) + 1;
      sorted.refused.set(key, { ...read.refusal, quantity });
    }
  }
  return sorted;
}

/** Adds the container's good items to `into`, and an outcome for each reason why others are not good. */
export function prepareSamples(item: EnvelopeItem, context: DigestContext, into: Prepared, kind: Kind): void {
  const { category } = kind;
  try {
    const { items, settings } = openContainer(item, kind);
    const { rows, latest, refused } = readAll(items, sourceOf(context, settings), kind);
    for (const fate of refused.values()) refuse(context, into, { category, ...fate });
    if (rows.length === 0) return;
    const { entry, itemIndex } = context;
    const named = (key: "release" | "environment") => rows.find(({ values }) => values[key])?.values[key];
    into.items.push({
      journalId: entry.id,
      projectId: entry.projectId,
      itemIndex,
      receivedAt: entry.receivedAt.getTime(),
      timestamp: latest,
      counts: [{ category, quantity: rows.length }],
      rows,
      blobs: [],
      // An SDK speaks for one release and one environment.
      release: named("release"),
      environment: named("environment"),
    });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    refuse(context, into, { category, outcome: "invalid", reason: error.message, quantity: error.quantity });
  }
}
