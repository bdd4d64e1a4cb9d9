import type { Scrubber } from "#lib/scrubbing/scrubber.ts";
import type { Attributes } from "#lib/telemetry/attributes.ts";
import { splitColumns, type SpanColumns } from "#lib/traces/span-columns.ts";
import type { SpanDraft } from "#lib/traces/span-draft.ts";

/** Takes secrets out of a span, before it is parted into columns: those hold a user's address and URLs too. */
export function scrubSpan(
  span: SpanDraft,
  scrubber: Scrubber,
): { span: SpanDraft; columns: SpanColumns; rest: Attributes } {
  const { columns, rest } = splitColumns(scrubber.attributes(span.attributes, "span"));
  return { span: { ...span, name: scrubber.text(span.name) }, columns, rest };
}
