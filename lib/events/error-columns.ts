// What the names of a search are in the table of errors.
import { body, boolean, date, integer, named, number, text, type Column } from "#lib/search/column.ts";
import type { Parameters } from "#lib/search/parameters.ts";
import type { FieldName } from "#lib/search/parse-field.ts";
import { anywhere, type Pattern } from "#lib/search/pattern.ts";
import { compareRelease, releasePart } from "#lib/events/release-sql.ts";

const id = "replaceAll(toString(event_id), '-', '')";

/** Any element counts, the last is the one that is shown. */
const anyOf = (array: string): Column => ({
  sql: `${array}[-1]`,
  type: "string",
  each: array,
  equals: (placeholder) => `has(${array}, ${placeholder})`,
  like: (placeholder) => `arrayExists(one -> one ILIKE ${placeholder}, ${array})`,
  present: `arrayExists(one -> one != '', ${array})`,
});

const message = "if(message = '', title, message)";

/** Has it anywhere, as people mean a message. */
const messageColumn: Column = {
  ...body(message),
  equals: (placeholder, value) =>
    value === "" ? `${message} = ''` : `positionCaseInsensitiveUTF8(${message}, ${placeholder}) > 0`,
};

const tag = (key: string): Column => text(`tags['${key}']`);

/** Public names of the columns of `errors`; every other name is a tag. */
export const ERROR_COLUMNS: ReadonlyMap<string, Column> = new Map([
  ...named(["id", "event_id"], {
    ...text(id),
    equals: (placeholder) => `event_id = toUUIDOrZero(${placeholder})`,
  }),
  ...named(["timestamp", "event.timestamp"], date("timestamp")),
  ...named(["timestamp.received"], date("received_at")),
  ...named(["event.type"], text("type")),
  ...named(["title"], body("title")),
  ...named(["message"], messageColumn),
  ...named(["culprit", "location"], text("culprit")),
  ...named(["level", "severity"], text("level")),
  ...named(["platform", "platform.name"], text("platform")),
  ...named(["error.type", "stack.type"], anyOf("exception_types")),
  ...named(["error.value", "stack.value"], anyOf("exception_values")),
  ...named(["error.handled"], boolean("handled = 1")),
  ...named(["error.unhandled"], boolean("handled = 0")),
  ...named(["error.mechanism", "mechanism"], text("mechanism")),
  ...named(["stack.function"], anyOf("stack_functions")),
  ...named(["stack.module"], anyOf("stack_modules")),
  ...named(["stack.filename"], anyOf("stack_files")),
  ...named(["stack.abs_path"], anyOf("stack_paths")),
  ...named(["stack.package"], anyOf("stack_packages")),
  ...named(["release", "sentry.release"], text("release")),
  ...named(["release.package"], text(releasePart("package"))),
  ...named(["release.build"], text(releasePart("build"))),
  ...named(["release.version"], { ...text(releasePart("version")), compare: compareRelease }),
  ...named(["dist"], text("dist")),
  ...named(["environment", "sentry.environment"], text("environment")),
  ...named(["transaction"], text("transaction")),
  ...named(["logger"], text("logger")),
  ...named(["server_name"], text("server_name")),
  ...named(["url", "http.url"], text("url")),
  ...named(["http.method"], text("http_method")),
  ...named(["user.id"], text("user_id")),
  ...named(["user.email"], text("user_email")),
  ...named(["user.username"], text("user_username")),
  ...named(["user.ip"], text("user_ip")),
  ...named(["user", "user.display"], userColumn()),
  ...named(["browser.name"], text("browser_name")),
  ...named(["browser.version"], text("browser_version")),
  ...named(["os.name"], text("os_name")),
  ...named(["os.version"], text("os_version")),
  ...named(["device.family"], text("device")),
  ...named(["device.model", "device.name"], tag("device")),
  ...named(["sdk.name"], text("sdk_name")),
  ...named(["sdk.version"], text("sdk_version")),
  ...named(["trace", "trace_id"], text("trace_id")),
  ...named(["span_id", "trace.span"], text("span_id")),
  ...named(["replayId", "replay_id", "replay.id"], text("replay_id")),
]);

/** Shown as `id:42`; found by that, and by any of the user's names. */
function userColumn(): Column {
  const names = ["user", "user_id", "user_email", "user_username", "user_ip"];
  return {
    ...text("user"),
    equals: (placeholder, value) =>
      value === "" ? "user = ''" : `has(tag_hashes, cityHash64('user', ${placeholder}))`,
    like: (placeholder) => `(${names.map((name) => `${name} ILIKE ${placeholder}`).join(" OR ")})`,
  };
}

/** Text without a key: anywhere in the title, the culprit, the exceptions, the frames or the breadcrumbs. */
export const errorContains = (pattern: Pattern, parameters: Parameters): string =>
  `search_text LIKE ${parameters.add("String", anywhere(pattern).toLowerCase())}`;

type Projects = readonly { projectId: number; slug: string }[];

/** The columns that tell projects apart, in any table of telemetry. */
export function projectColumn(name: string, projects: Projects, parameters: Parameters): Column | undefined {
  if (name === "project.id" || name === "project_id") return integer("project_id");
  if (name !== "project" && name !== "project.name") return undefined;
  const ids = parameters.add(
    "Array(UInt32)",
    projects.map(({ projectId }) => projectId),
  );
  const slugs = parameters.add(
    "Array(String)",
    projects.map(({ slug }) => slug),
  );
  return text(`transform(project_id, ${ids}, ${slugs}, '')`);
}

/** A tag, as the search says or needs it. NULL where it should be a number and is none. */
export function tagColumn(field: FieldName, wanted: "any" | "number", parameters: Parameters): Column {
  const key = parameters.add("String", field.name);
  const value = `tags[${key}]`;
  if (field.type === "number") return number(`toFloat64OrNull(${value})`);
  if (wanted === "number" && field.type === null)
    return { ...number(`toFloat64OrNull(${value})`), asText: value };
  if (field.type === "boolean") return boolean(`${value} = 'true'`);
  return {
    ...text(value),
    equals: (placeholder, wantedText) =>
      wantedText === "" ? `${value} = ''` : `has(tag_hashes, cityHash64(${key}, ${placeholder}))`,
  };
}
