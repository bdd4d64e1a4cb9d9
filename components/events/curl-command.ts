// A request as a command to repeat it.
import type { RequestData } from "#lib/events/event.ts";

// Control characters other than line ends would reach the terminal that this is pasted into.
const CONTROL = /[\0-\x08\x0b-\x1f\x7f\x80-\x9f]/g;

const quote = (text: string) => `'${text.replace(CONTROL, "").replaceAll("'", `'\\''`)}'`;

// curl sets these itself, and wrong ones break the request.
const OWN_HEADERS = new Set(["content-length", "host", "connection", "accept-encoding"]);

/** The address with its query, when the SDK sent the two apart. */
export function fullUrl(request: RequestData): string {
  const url = request.url ?? "";
  if (!request.query?.length || url.includes("?")) return url;
  return `${url}?${new URLSearchParams(request.query)}`;
}

/** The command, one option a line; empty when the event names no URL. */
export function curlCommand(request: RequestData): string {
  if (!request.url) return "";
  const lines = [`curl --url ${quote(fullUrl(request))}`];
  if (request.method && request.method !== "GET") lines.push(`-X ${quote(request.method)}`);
  for (const [name, value] of request.headers ?? [])
    if (!OWN_HEADERS.has(name.toLowerCase())) lines.push(`-H ${quote(`${name}: ${value}`)}`);
  const hasCookie = request.headers?.some(([name]) => name.toLowerCase() === "cookie");
  if (request.cookies?.length && !hasCookie)
    lines.push(`-b ${quote(request.cookies.map(([name, value]) => `${name}=${value}`).join("; "))}`);
  if (request.data !== undefined && request.data !== null)
    lines.push(
      `--data-raw ${quote(typeof request.data === "string" ? request.data : JSON.stringify(request.data))}`,
    );
  return lines.join(" \\\n  ");
}
