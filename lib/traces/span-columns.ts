// Which attributes have a column of their own. The others, and what a column would cut, stay in the maps.
import { isIP } from "node:net";
import { cutText } from "#lib/events/bound-json.ts";
import { userTag } from "#lib/events/derived-tags.ts";
import { isEnvironmentName, isReleaseName } from "#lib/events/read-release.ts";
import { noAttributes, type Attributes } from "#lib/telemetry/attributes.ts";
import { traceIdOf } from "#lib/traces/span-ids.ts";

const TEXTS = {
  op: ["sentry.op", 128],
  origin: ["sentry.origin", 128],
  transaction: ["sentry.segment.name", 200],
  transaction_source: ["sentry.segment.name.source", 64],
  platform: ["sentry.platform", 64],
  release: ["sentry.release", 200],
  dist: ["sentry.dist", 64],
  environment: ["sentry.environment", 64],
  server_name: ["sentry.server_name", 256],
  sdk_name: ["sentry.sdk.name", 128],
  sdk_version: ["sentry.sdk.version", 64],
  user_id: ["user.id", 128],
  user_email: ["user.email", 256],
  user_username: ["user.name", 128],
  user_ip: ["user.ip_address", 64],
  replay_id: ["sentry.replay_id", 36],
  profile_id: ["sentry.profile_id", 36],
  profiler_id: ["sentry.profiler_id", 36],
  thread_id: ["thread.id", 64],
  http_method: ["http.request.method", 32],
  url: ["url.full", 2048],
  browser_name: ["browser.name", 64],
  os_name: ["os.name", 64],
} as const;

type TextColumn = keyof typeof TEXTS;
export type SpanColumns = Record<TextColumn | "user", string> & { http_status: number; sample_rate: number };

function isTextColumn(name: string): name is TextColumn {
  return name in TEXTS;
}

type Place = { column: TextColumn; limit: number };
const PLACES: ReadonlyMap<string, Place> = new Map(
  Object.entries(TEXTS).flatMap(([column, [key, limit]]): [string, Place][] =>
    isTextColumn(column) ? [[key, { column, limit }]] : [],
  ),
);

const HTTP_STATUS = "http.response.status_code";
const SAMPLE_RATE = "sentry.sample_rate";
// They too have columns, which are read elsewhere.
const READ: ReadonlySet<string> = new Set([
  HTTP_STATUS,
  SAMPLE_RATE,
  "sentry.segment.id",
  "sentry.exclusive_time",
]);

/** The HTTP status that the attributes tell; 0 for none. */
export function httpStatusOf({ attributes, numbers }: Attributes): number {
  const status = numbers[HTTP_STATUS] ?? Number(attributes[HTTP_STATUS] ?? 0);
  return Number.isInteger(status) && status >= 100 && status <= 999 ? status : 0;
}

function sampleRateOf({ attributes, numbers }: Attributes): number {
  const rate = numbers[SAMPLE_RATE] ?? Number(attributes[SAMPLE_RATE] ?? 0);
  return rate > 0 && rate <= 1 ? rate : 0;
}

const empty = (): SpanColumns => ({
  op: "",
  origin: "",
  transaction: "",
  transaction_source: "",
  platform: "",
  release: "",
  dist: "",
  environment: "",
  server_name: "",
  sdk_name: "",
  sdk_version: "",
  user: "",
  user_id: "",
  user_email: "",
  user_username: "",
  user_ip: "",
  replay_id: "",
  profile_id: "",
  profiler_id: "",
  thread_id: "",
  http_method: "",
  url: "",
  browser_name: "",
  os_name: "",
  http_status: 0,
  sample_rate: 0,
});

/** Names that do not hold what their column promises are removed, as those of events are. */
function check(columns: SpanColumns): void {
  if (columns.release !== "" && !isReleaseName(columns.release)) columns.release = "";
  if (columns.environment !== "" && !isEnvironmentName(columns.environment)) columns.environment = "";
  if (columns.dist !== "" && !/^[a-zA-Z0-9_.-]{1,64}$/.test(columns.dist)) columns.dist = "";
  if (columns.user_ip !== "" && isIP(columns.user_ip) === 0) columns.user_ip = "";
  columns.replay_id = traceIdOf(columns.replay_id);
  columns.profile_id = traceIdOf(columns.profile_id);
  columns.profiler_id = traceIdOf(columns.profiler_id);
  columns.http_method = columns.http_method.toUpperCase();
}

function userOf({ user_id, user_email, user_username, user_ip }: SpanColumns): string {
  const user = {
    id: user_id || undefined,
    email: user_email || undefined,
    username: user_username || undefined,
    ipAddress: user_ip || undefined,
  };
  return userTag(user) ?? "";
}

/** Parts attributes into columns and the rest. */
export function splitColumns(from: Attributes): { columns: SpanColumns; rest: Attributes } {
  const columns = empty();
  const rest: Attributes = { ...noAttributes(), booleans: from.booleans };
  for (const key in from.attributes) {
    const value = from.attributes[key] ?? "";
    const place = PLACES.get(key);
    if (place) columns[place.column] = cutText(value.trim(), place.limit);
    if ((place && value.length <= place.limit) || READ.has(key)) continue;
    rest.attributes[key] = value;
  }
  for (const key in from.numbers) {
    const value = from.numbers[key] ?? 0;
    const place = PLACES.get(key);
    if (place) columns[place.column] = String(value);
    else if (!READ.has(key)) rest.numbers[key] = value;
  }
  // On a server the User-Agent tells of the visitor's system.
  if (columns.os_name === "") columns.os_name = cutText(rest.attributes["client_os.name"] ?? "", 64);
  columns.http_status = httpStatusOf(from);
  columns.sample_rate = sampleRateOf(from);
  check(columns);
  columns.user = userOf(columns);
  return { columns, rest };
}

// What is true of one span only, and not of all the spans of its transaction.
const OWN: ReadonlySet<string> = new Set(["op", "origin", "http_method", "http_status", "url"]);

/** The columns of a transaction's span: what it does not say itself, its transaction says for it. */
export function inheritColumns(own: SpanColumns, from: SpanColumns): SpanColumns {
  const columns = { ...from };
  for (const { column } of PLACES.values())
    if (own[column] !== "" || OWN.has(column)) columns[column] = own[column];
  columns.http_status = own.http_status;
  if (own.user !== "") columns.user = own.user;
  return columns;
}
