import { body, date, integer, named, number, text, type Column } from "#lib/search/column.ts";

/** What logs and metrics have in common. */
const SAMPLE_COLUMNS = [
  ...named(["timestamp"], date("timestamp")),
  // Nanoseconds since 1970, as tools sort by them.
  ...named(["timestamp_precise"], integer("toUnixTimestamp64Micro(timestamp) * 1000")),
  ...named(["trace", "trace_id"], text("trace_id")),
  ...named(["span_id", "sentry.trace.parent_span_id"], text("span_id")),
  ...named(["release", "sentry.release"], text("release")),
  ...named(["environment", "sentry.environment"], text("environment")),
  ...named(["server_name", "server.address"], text("server_name")),
  ...named(["sdk.name", "sentry.sdk.name"], text("sdk_name")),
  ...named(["sdk.version", "sentry.sdk.version"], text("sdk_version")),
  ...named(["user", "user.display"], text("user")),
  ...named(["replayId", "replay_id", "replay.id", "sentry.replay_id"], text("replay_id")),
];

/** Public names of the columns of `logs`; every other name is an attribute. */
export const LOG_COLUMNS: ReadonlyMap<string, Column> = new Map([
  ...SAMPLE_COLUMNS,
  ...named(["id", "sentry.item_id"], text("log_id")),
  ...named(["message", "log.body", "body", "sentry.body"], body("body")),
  ...named(["severity", "level", "log.severity", "sentry.severity_text"], text("level")),
  ...named(["severity_number", "log.severity_number", "sentry.severity_number"], integer("severity")),
  ...named(["message.template", "sentry.message.template"], text("template")),
  ...named(["sentry.timestamp.sequence"], integer("sequence")),
]);

const hex16 = (sql: string) => `leftPad(lower(hex(${sql})), 16, '0')`;

/** Public names of the columns of `metrics`; every other name is an attribute. */
export const METRIC_COLUMNS: ReadonlyMap<string, Column> = new Map([
  ...SAMPLE_COLUMNS,
  ...named(["id", "sentry.item_id"], text(`concat(${hex16("journal_id")}, ${hex16("row_number")})`)),
  ...named(["metric.name", "name"], text("name")),
  ...named(["metric.type", "type"], text("type")),
  ...named(["metric.unit", "unit"], text("unit")),
  ...named(["value", "metric.value"], number("value")),
]);
