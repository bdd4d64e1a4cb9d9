// Links from a span to spans of other traces: the trace before this one, the message that a consumer took.
import { isObject } from "#lib/events/bound-json.ts";
import { readAttributes } from "#lib/telemetry/attributes.ts";
import { spanIdOf, traceIdOf } from "#lib/traces/span-ids.ts";

const MAX_LINKS = 100;

/** @returns the column `links`: JSON, "" for none. What is no link is left out. */
export function readLinks(told: unknown): string {
  if (!Array.isArray(told) || told.length === 0) return "";
  const links = told.slice(0, MAX_LINKS).flatMap((link: unknown) => {
    if (!isObject(link)) return [];
    const traceId = traceIdOf(link.trace_id);
    const spanId = spanIdOf(link.span_id);
    if (traceId === "" || spanId === "") return [];
    const { attributes, numbers, booleans } = readAttributes(link.attributes);
    return [
      {
        trace_id: traceId,
        span_id: spanId,
        ...(typeof link.sampled === "boolean" && { sampled: link.sampled }),
        attributes: { ...attributes, ...numbers, ...booleans },
      },
    ];
  });
  return links.length > 0 ? JSON.stringify(links) : "";
}
