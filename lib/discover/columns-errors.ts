import { body, boolean, date, named, text, type Column } from "#lib/discover/column.ts";

const id = "replaceAll(toString(event_id), '-', '')";

/** Any exception of the chain counts, the last is the one that is shown. */
const anyOf = (array: string): Column => ({
  sql: `${array}[-1]`,
  type: "string",
  equals: (placeholder) => `has(${array}, ${placeholder})`,
  like: (placeholder) => `arrayExists(one -> one ILIKE ${placeholder}, ${array})`,
});

/** Public names of the columns of `errors`; every other name is a tag. */
export const ERROR_COLUMNS: ReadonlyMap<string, Column> = new Map([
  ...named(["id", "event_id"], {
    ...text(id),
    equals: (placeholder) => `event_id = toUUIDOrZero(${placeholder})`,
  }),
  ...named(["timestamp"], date("timestamp")),
  ...named(["timestamp.received"], date("received_at")),
  ...named(["event.type"], text("type")),
  ...named(["title"], body("title")),
  ...named(["message"], body("if(message = '', title, message)")),
  ...named(["culprit", "location"], text("culprit")),
  ...named(["level", "severity"], text("level")),
  ...named(["platform", "platform.name"], text("platform")),
  ...named(["error.type", "stack.type"], anyOf("exception_types")),
  ...named(["error.value", "stack.value"], anyOf("exception_values")),
  ...named(["error.handled"], boolean("handled = 1")),
  ...named(["error.unhandled"], boolean("handled = 0")),
  ...named(["release", "sentry.release"], text("release")),
  ...named(["dist"], text("dist")),
  ...named(["environment", "sentry.environment"], text("environment")),
  ...named(["transaction"], text("transaction")),
  ...named(["logger"], text("logger")),
  ...named(["server_name"], text("server_name")),
  ...named(["url", "http.url"], text("url")),
  ...named(["http.method"], text("http_method")),
  ...named(["user", "user.display"], text("user")),
  ...named(["user.id"], text("user_id")),
  ...named(["user.email"], text("user_email")),
  ...named(["user.username"], text("user_username")),
  ...named(["user.ip"], text("user_ip")),
  ...named(["browser.name"], text("browser_name")),
  ...named(["browser.version"], text("browser_version")),
  ...named(["os.name"], text("os_name")),
  ...named(["os.version"], text("os_version")),
  ...named(["device.family"], text("device")),
  ...named(["sdk.name"], text("sdk_name")),
  ...named(["sdk.version"], text("sdk_version")),
  ...named(["trace", "trace_id"], text("trace_id")),
  ...named(["span_id", "trace.span"], text("span_id")),
  ...named(["replayId", "replay_id", "replay.id"], text("replay_id")),
]);
