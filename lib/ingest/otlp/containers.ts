// Records of a request become container items of the envelope protocol.
import type { EnvelopeItem } from "#lib/envelope/envelope.ts";
import type { Group, Signal } from "#lib/ingest/otlp/groups.ts";
import { inheritedAttributes } from "#lib/ingest/otlp/inherited.ts";
import { logItem } from "#lib/ingest/otlp/log-item.ts";
import { nameSegments } from "#lib/ingest/otlp/segments.ts";
import { spanItem, type SpanItem } from "#lib/ingest/otlp/span-item.ts";
import type { Attributes, Fields } from "#lib/ingest/otlp/values.ts";

export const MAX_RECORDS = 10_000;
const MAX_RECORDS_AN_ITEM = 1_000;
const MAX_ITEM_CHARS = 4 * 1024 * 1024;
// What is shared by many records is written with each, so a small request can become a large one.
const MAX_CHARS = 24 * 1024 * 1024;

const CONTENT_TYPES = {
  traces: { type: "span", content_type: "application/vnd.sentry.items.span.v2+json" },
  logs: { type: "log", content_type: "application/vnd.sentry.items.log+json" },
} as const;

export type Conversion = {
  items: EnvelopeItem[];
  /** Records without ids or times. */
  invalid: number;
  /** Records beyond what one request may hold. */
  tooMany: number;
};

function container(signal: Signal, records: readonly string[]): EnvelopeItem {
  const version = signal === "traces" ? `"version":2,` : "";
  return {
    header: { ...CONTENT_TYPES[signal], item_count: records.length },
    payload: Buffer.from(`{${version}"items":[${records.join(",")}]}`),
  };
}

/** Splits records into items of a bearable size. @returns how many did not fit at all. */
function pack(signal: Signal, records: readonly object[], items: EnvelopeItem[]): number {
  let open: string[] = [];
  let openChars = 0;
  let chars = 0;
  const close = () => {
    if (open.length > 0) items.push(container(signal, open));
    open = [];
    openChars = 0;
  };
  for (const [index, record] of records.entries()) {
    const json = JSON.stringify(record);
    chars += json.length;
    if (chars > MAX_CHARS) {
      close();
      return records.length - index;
    }
    if (open.length === MAX_RECORDS_AN_ITEM || openChars + json.length > MAX_ITEM_CHARS) close();
    open.push(json);
    openChars += json.length;
  }
  close();
  return 0;
}

function convertAll<T>(
  groups: Iterable<Group>,
  convert: (record: Fields, inherited: Attributes) => T | null,
): { records: T[]; invalid: number; tooMany: number } {
  const records: T[] = [];
  let invalid = 0;
  let tooMany = 0;
  for (const group of groups) {
    // Only for those that have records: an empty group has two bytes, and its resource may be large.
    let inherited: Attributes | undefined;
    for (const decode of group.records) {
      if (records.length + invalid >= MAX_RECORDS) {
        tooMany += 1;
        continue;
      }
      inherited ??= inheritedAttributes(group.resource, group.scope);
      const record = convert(decode(), inherited);
      if (record) records.push(record);
      else invalid += 1;
    }
  }
  return { records, invalid, tooMany };
}

function convertSpans(groups: Iterable<Group>) {
  const converted = convertAll<SpanItem>(groups, spanItem);
  nameSegments(converted.records);
  return converted;
}

/** @throws what `groups` throws. */
export function toContainers(signal: Signal, groups: Iterable<Group>): Conversion {
  const { records, invalid, tooMany } =
    signal === "traces" ? convertSpans(groups) : convertAll(groups, logItem);
  const items: EnvelopeItem[] = [];
  return { items, invalid, tooMany: tooMany + pack(signal, records, items) };
}
