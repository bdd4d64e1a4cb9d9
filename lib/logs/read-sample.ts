// What logs and metrics have in common: a time, a place in a trace, attributes and who sent them.
import { readSampleTime } from "#lib/events/clock-us.ts";
import { cutText } from "#lib/events/bound-json.ts";
import { userTag } from "#lib/events/derived-tags.ts";
import { isEnvironmentName, isReleaseName } from "#lib/events/read-release.ts";
import { AUTO_IP } from "#lib/events/read-user.ts";
import type { Wire } from "#lib/events/read-field.ts";
import type { Remarks } from "#lib/events/remarks.ts";
import type { SampleSource } from "#lib/logs/sample-source.ts";
import { takeText } from "#lib/logs/take-attribute.ts";
import { readAttributes, type Attributes } from "#lib/telemetry/attributes.ts";
import { dateTimeMs, dateTimeUs } from "#lib/telemetry/date-time.ts";

const MAX_CHARS = 256;

/** Lower-case hex digits of this length, "" when it is nothing of the kind or all zeros. */
function readHexId(wire: Wire, key: string, value: unknown, length: number): string {
  if (value === undefined || value === null || value === "") return "";
  const id = typeof value === "string" ? value.trim().toLowerCase().replaceAll("-", "") : "";
  const isId = id.length === length && /^[0-9a-f]+$/.test(id);
  if (!isId) wire.remarks.add("invalid", key, `expected ${length} hex digits`);
  return isId && !/^0+$/.test(id) ? id : "";
}

/** The attributes as sent, with what the sender asked us to fill in. */
export function readSampleAttributes(wire: Wire, source: SampleSource): Attributes {
  const read = readAttributes(wire.fields["attributes"], (key) => {
    const path = key === "" ? "attributes" : `attributes.${key}`;
    wire.remarks.add("truncated", path, "dropped or cut: too many, too long or not a value");
  });
  if (read.attributes["user.ip_address"] === AUTO_IP) delete read.attributes["user.ip_address"];
  for (const [key, value] of Object.entries(source.inferred)) read.attributes[key] ??= value;
  return read;
}

function takeName(wire: Wire, from: Attributes, key: string, isAllowed: (name: string) => boolean): string {
  const name = takeText(from, key);
  if (name === "" || isAllowed(name)) return name;
  wire.remarks.add("removed", `attributes.${key}`, "not allowed");
  return "";
}

/** The value that stands for the user, in the form of the tag `user` of errors. */
function userOf({ attributes, numbers }: Attributes): string {
  const user = {
    id: attributes["user.id"] || numbers["user.id"]?.toString(),
    email: attributes["user.email"] || undefined,
    username: attributes["user.name"] || undefined,
    ipAddress: attributes["user.ip_address"] || undefined,
  };
  return userTag(user) ?? "";
}

/** Names that scrubbing must not see: a pattern for card numbers may find one in an id. */
function takeTechnical(wire: Wire, from: Attributes) {
  return {
    release: takeName(wire, from, "sentry.release", isReleaseName),
    environment: takeName(wire, from, "sentry.environment", isEnvironmentName),
    sdk_name: cutText(takeText(from, "sentry.sdk.name"), MAX_CHARS),
    sdk_version: cutText(takeText(from, "sentry.sdk.version"), MAX_CHARS),
    replay_id: readHexId(wire, "attributes.sentry.replay_id", takeText(from, "sentry.replay_id"), 32),
    trace_id: readHexId(wire, "trace_id", wire.fields["trace_id"], 32),
    span_id: readHexId(wire, "span_id", readSpanId(wire, from), 16),
  };
}

function readSpanId(wire: Wire, from: Attributes): unknown {
  const parent = takeText(from, "sentry.trace.parent_span_id");
  const own = wire.fields["span_id"];
  return own === undefined || own === null || own === "" ? parent : own;
}

/** Takes out of `attributes` what has a column, scrubs the rest, and makes the shared columns of it. */
export function readSample(wire: Wire, attributes: Attributes, source: SampleSource, of: "log" | "metric") {
  const { us, problem } = readSampleTime(wire.fields["timestamp"], source);
  if (problem) wire.remarks.add(problem.kind, "timestamp", problem.detail);
  const technical = takeTechnical(wire, attributes);
  const scrubbed = source.scrubber.attributes(attributes, of);
  const columns = {
    project_id: source.projectId,
    timestamp: dateTimeUs(us),
    received_at: dateTimeMs(source.receivedAt),
    ...technical,
    server_name: cutText(takeText(scrubbed, "server.address"), MAX_CHARS),
    user: cutText(userOf(scrubbed), MAX_CHARS),
    ...scrubbed,
  };
  return { columns, timestamp: Math.floor(us / 1000) };
}

/** JSON of what was changed; "" for nothing. */
export const remarksText = ({ list }: Remarks): string => (list.length > 0 ? JSON.stringify(list) : "");
