// Events of a span. The item protocol has none, so they stay with their span as attributes of JSON text.
import {
  attributeText,
  list,
  readAttributes,
  seconds,
  stringAttribute,
  text,
  type Attributes,
  type Fields,
} from "#lib/ingest/otlp/values.ts";

const MAX_EVENTS = 128;
const MAX_STACKTRACE = 6_000;
const MAX_MESSAGE = 1_000;
// The digest cuts texts at 8,192 characters, and half of a JSON text is none.
const MAX_CHARS = 8_000;

type SpanEvent = { name: string; timestamp?: number; attributes: Record<string, unknown> };

function readEvent(event: Fields): SpanEvent {
  const timestamp = seconds(event["timeUnixNano"]);
  const attributes = Object.entries(readAttributes(event["attributes"]));
  const values = attributes.map(([key, { value }]): [string, unknown] => {
    if (typeof value !== "string") return [key, value];
    return [
      key,
      value.slice(0, key === "exception.stacktrace" ? MAX_STACKTRACE : MAX_MESSAGE).toWellFormed(),
    ];
  });
  return {
    name: text(event["name"]).slice(0, MAX_MESSAGE),
    ...(timestamp !== undefined && { timestamp }),
    attributes: Object.fromEntries(values),
  };
}

/** The JSON of as many as fit, from the first. */
function fittingJson(events: readonly SpanEvent[]): string {
  const kept: string[] = [];
  let left = MAX_CHARS;
  for (const event of events) {
    const json = JSON.stringify(event);
    left -= json.length + 1;
    if (left < 0) break;
    kept.push(json);
  }
  return `[${kept.join(",")}]`;
}

/**
 * `otel.exceptions` and `otel.events`, JSON lists of `{name, timestamp, attributes}`; of the last exception also its
 * type and message, to search by.
 */
export function eventAttributes(events: unknown): Attributes {
  const all = list(events, MAX_EVENTS);
  const exceptions = all.filter((event) => event["name"] === "exception");
  const others = all.filter((event) => event["name"] !== "exception");
  const last = readAttributes(exceptions.at(-1)?.["attributes"]);
  const type = attributeText(last, "exception.type");
  const message = attributeText(last, "exception.message");
  return {
    ...(type !== undefined && { "exception.type": stringAttribute(type) }),
    ...(message !== undefined && { "exception.message": stringAttribute(message) }),
    ...(exceptions.length > 0 && {
      "otel.exceptions": stringAttribute(fittingJson(exceptions.map(readEvent))),
    }),
    ...(others.length > 0 && { "otel.events": stringAttribute(fittingJson(others.map(readEvent))) }),
  };
}
