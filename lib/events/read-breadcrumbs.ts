import { parseTimestamp } from "#lib/events/clock.ts";
import type { Breadcrumb } from "#lib/events/event.ts";
import { invalid, readJsonObject, readLooseString, readString, type Wire } from "#lib/events/read-field.ts";
import { readLevel } from "#lib/events/level.ts";
import { readValues } from "#lib/events/read-values.ts";

const MAX_BREADCRUMBS = 100;
const DATA = { depth: 5, chars: 2048 };

/** The newest hundred, in the order they came; `shift` in milliseconds corrects the sender's clock. */
export function readBreadcrumbs(event: Wire, shift: number): Breadcrumb[] {
  return readValues(event, "breadcrumbs", MAX_BREADCRUMBS).map((wire) => ({
    timestamp: readTime(wire, shift),
    type: readString(wire, "type", 64) ?? "default",
    category: readString(wire, "category", 256) ?? "",
    level: readLevel(wire, "info"),
    message: readLooseString(wire, "message", 8192),
    data: readJsonObject(wire, "data", DATA),
  }));
}

function readTime(wire: Wire, shift: number): number | undefined {
  const told = wire.fields.timestamp;
  if (told === undefined || told === null) return undefined;
  const time = parseTimestamp(told);
  return time === undefined ? invalid(wire, "timestamp", "a time") : Math.max(time + shift, 0);
}
