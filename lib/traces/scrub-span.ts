import type { Scrubber } from "#lib/scrubbing/scrubber.ts";
import { readAttributes, type Attributes } from "#lib/telemetry/attributes.ts";
import { SpanLinks } from "#lib/traces/schema.ts";
import { splitColumns, type SpanColumns } from "#lib/traces/span-columns.ts";
import type { SpanDraft } from "#lib/traces/span-draft.ts";

function scrubLinks(links: string, scrubber: Scrubber): string {
  if (links === "") return "";
  const scrubbed = SpanLinks.parse(links).map((link) => {
    const { attributes, numbers, booleans } = scrubber.attributes(readAttributes(link.attributes), "span");
    return { ...link, attributes: { ...attributes, ...numbers, ...booleans } };
  });
  return JSON.stringify(scrubbed);
}

/** Takes secrets out of a span, before it is parted into columns: those hold a user's address and URLs too. */
export function scrubSpan(
  span: SpanDraft,
  scrubber: Scrubber,
): { span: SpanDraft; columns: SpanColumns; rest: Attributes } {
  const { columns, rest } = splitColumns(scrubber.attributes(span.attributes, "span"));
  const { name, links } = span;
  return {
    span: { ...span, name: scrubber.text(name), links: scrubLinks(links, scrubber) },
    columns,
    rest,
  };
}
