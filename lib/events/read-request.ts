import { boundJson } from "#lib/events/bound-json.ts";
import type { Json, RequestData } from "#lib/events/event.ts";
import { parseInnerJson } from "#lib/events/parse-json.ts";
import {
  bounded,
  hasKeys,
  pathOf,
  readCount,
  readJson,
  readJsonObject,
  readSection,
  readString,
  type Wire,
} from "#lib/events/read-field.ts";
import { parseCookies, parseHeaders, parseQuery, readPairs, type Pairs } from "#lib/events/read-pairs.ts";

const MAX_URL = 2048;
const BODY = { depth: 7, chars: 16_384 };
const ENV = { depth: 3, chars: 8192 };

/** The HTTP request; query and fragment stand apart from the URL, the cookies apart from the headers. */
export function readRequest(event: Wire): RequestData | undefined {
  const wire = readSection(event, "request");
  if (wire === undefined || !hasKeys(wire.fields)) return undefined;
  const url = readUrl(wire);
  const headers = readHeaders(wire);
  return {
    url: url.address,
    method: readString(wire, "method", 32)?.toUpperCase(),
    query: readPairs(wire, "query_string", parseQuery) ?? url.query,
    fragment: readString(wire, "fragment", MAX_URL)?.replace(/^#/, "") ?? url.fragment,
    headers: headers.kept,
    cookies: readPairs(wire, "cookies", parseCookies) ?? headers.cookies,
    data: readBody(wire),
    env: readJsonObject(wire, "env", ENV),
    bodySize: readCount(wire, "body_size"),
  };
}

/** The first value of a header, in any case. */
export function headerOf(request: RequestData | undefined, name: string): string | undefined {
  return request?.headers?.find(([key]) => key === titleCase(name))?.[1];
}

function readUrl(wire: Wire): { address?: string; query?: Pairs; fragment?: string } {
  const url = wire.fields.url;
  if (typeof url !== "string" || url === "") return { address: readString(wire, "url", MAX_URL) };
  const [beforeFragment = "", fragment] = splitOnce(url, "#");
  const [address = "", search] = splitOnce(beforeFragment, "?");
  // Read as a field of its own, so that the bounds of a query hold here too.
  const query =
    search === undefined
      ? undefined
      : readPairs({ ...wire, fields: { query_string: search } }, "query_string", parseQuery);
  return {
    address: bounded(wire, "url", address, MAX_URL) || undefined,
    query,
    fragment: fragment === undefined ? undefined : bounded(wire, "fragment", fragment, MAX_URL) || undefined,
  };
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function readHeaders(wire: Wire): { kept?: Pairs; cookies?: Pairs } {
  const kept: Pairs = [];
  let cookies: Pairs | undefined;
  for (const [name, value] of readPairs(wire, "headers", parseHeaders) ?? []) {
    const title = titleCase(name);
    if (title === "Cookie") cookies ??= parseCookies(value);
    else kept.push([title, value]);
  }
  return { kept: kept.length > 0 ? kept : undefined, cookies: cookies?.slice(0, 100) };
}

function titleCase(name: string): string {
  return name
    .split("-")
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase())
    .join("-");
}

/** A body that is JSON in a text is opened, so that its fields can be shown and scrubbed by name. */
function readBody(wire: Wire): Json | undefined {
  const body = readJson(wire, "data", BODY);
  if (typeof body !== "string" || !/^\s{0,8}[[{]/.test(body)) return body === "" ? undefined : body;
  const opened = parseInnerJson(body);
  if (opened === undefined) return body;
  const kept = boundJson(opened, BODY);
  if (kept.cut) wire.remarks.add("truncated", pathOf(wire, "data"), `deeper than ${BODY.depth} levels`);
  return kept.value;
}
