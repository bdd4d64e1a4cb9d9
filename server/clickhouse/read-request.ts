// A request's URL and headers in ClickHouse's HTTP interface.
import { randomUUID, timingSafeEqual, createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { badArguments, ClickHouseException } from "#server/clickhouse/exception.ts";

export type Head = {
  id: string;
  /** From `?query=`; "" when the body is the statement. */
  query: string;
  database: string;
  format: string;
  /** Values as the HTTP interface has them: escaped as in TabSeparated. */
  parameters: Map<string, string>;
  settings: Map<string, string>;
  compress: boolean;
};

/** Names of the interface itself; every other one is a setting. */
const RESERVED = new Set([
  "query", "query_id", "database", "default_format", "user", "password", "quota_key", "buffer_size",
  "wait_end_of_query", "enable_http_compression", "http_zlib_compression_level", "stacktrace", "role",
  "send_progress_in_http_headers", "http_headers_progress_interval_ms", "session_timeout", "session_check",
]); // prettier-ignore
const REFUSED = ["session_id", "compress", "decompress"];

function refuseUnsupported(url: URLSearchParams): void {
  const found = REFUSED.find((name) => !["", "0"].includes(url.get(name) ?? ""));
  if (found) throw badArguments(`The embedded engine does not support ${found}.`);
}

const header = (request: IncomingMessage, name: string) => {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
};

/** @throws ClickHouseException 36 when a name or a value is not usable. */
export function readHead(request: IncomingMessage, url: URL): Head {
  refuseUnsupported(url.searchParams);
  const get = (name: string) => url.searchParams.get(name) ?? undefined;
  const parameters = new Map<string, string>();
  const settings = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    if (!/^\w+$/.test(name)) throw badArguments(`Bad name ${JSON.stringify(name)}.`);
    if (name.startsWith("param_")) parameters.set(name, value);
    else if (!RESERVED.has(name) && !REFUSED.includes(name)) settings.set(name, value);
  }
  return {
    id: get("query_id") || randomUUID(),
    query: get("query") ?? "",
    database: get("database") ?? header(request, "x-clickhouse-database") ?? "",
    format: get("default_format") ?? header(request, "x-clickhouse-format") ?? "TabSeparated",
    parameters,
    settings,
    compress: ["1", "true"].includes(get("enable_http_compression") ?? ""),
  };
}

function credentials(request: IncomingMessage, url: URL): { user: string; password: string } {
  const basic = /^Basic\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const decoded = basic ? Buffer.from(basic, "base64").toString("utf8") : undefined;
  const colon = decoded?.indexOf(":") ?? -1;
  const fromBasic = decoded === undefined || colon < 0 ? undefined : decoded;
  return {
    user:
      header(request, "x-clickhouse-user") ??
      fromBasic?.slice(0, colon) ??
      url.searchParams.get("user") ??
      "default",
    password:
      header(request, "x-clickhouse-key") ??
      fromBasic?.slice(colon + 1) ??
      url.searchParams.get("password") ??
      "",
  };
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** The one user is `default`. @throws ClickHouseException 516 when the password is not `expected`. */
export function authenticate(request: IncomingMessage, url: URL, expected: string | undefined): void {
  if (!expected) return;
  const { user, password } = credentials(request, url);
  const right = timingSafeEqual(digest(password), digest(expected));
  if (!right || user !== "default")
    throw new ClickHouseException(
      516,
      "AUTHENTICATION_FAILED",
      `${user}: Authentication failed: password is incorrect, or there is no user with such name.`,
    );
}
