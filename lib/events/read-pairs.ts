import { cutText, isObject } from "#lib/events/bound-json.ts";
import { invalid, pathOf, type Wire } from "#lib/events/read-field.ts";

export type Pairs = [string, string][];

const MAX_PAIRS = 100;
const MAX_KEY = 256;
const MAX_VALUE = 2048;
const MAX_TEXT = 16_384;

/**
 * Query, cookies or headers: a text that `parse` takes apart, an object, or a list of pairs. undefined when
 * there is none.
 */
export function readPairs(wire: Wire, key: string, parse: (text: string) => Pairs): Pairs | undefined {
  const value = wire.fields[key];
  if (value === undefined || value === null || value === "") return undefined;
  const pairs = pairsOf(wire, key, value, parse);
  if (pairs.length > MAX_PAIRS) {
    wire.remarks.add("truncated", pathOf(wire, key), `${pairs.length} entries, ${MAX_PAIRS} kept`);
  }
  const kept: Pairs = [];
  for (const [name, text] of pairs.slice(0, MAX_PAIRS)) {
    if (text.length > MAX_VALUE) {
      wire.remarks.add(
        "truncated",
        pathOf(wire, `${key}.${name}`),
        `${text.length} characters, ${MAX_VALUE} kept`,
      );
    }
    kept.push([cutText(name, MAX_KEY), cutText(text, MAX_VALUE)]);
  }
  return kept.length > 0 ? kept : undefined;
}

function pairsOf(wire: Wire, key: string, value: unknown, parse: (text: string) => Pairs): Pairs {
  if (typeof value === "string") return parse(cutText(value, MAX_TEXT));
  const pairs: Pairs = [];
  if (Array.isArray(value)) {
    for (const entry of value) {
      const name: unknown = Array.isArray(entry) ? entry[0] : undefined;
      if (typeof name === "string" && name !== "") pairs.push([name, textOf(entry[1])]);
      else if (entry !== null) invalid(wire, key, "pairs of strings");
    }
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) pairs.push([name, textOf(value[name])]);
  } else {
    invalid(wire, key, "a string, an object or pairs");
  }
  return pairs;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.slice(0, MAX_PAIRS).map(textOf).join(",");
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return "[Object]";
}

/** Percent-decodes; what was not valid UTF-8 becomes U+FFFD, and NUL goes. */
export function parseQuery(text: string): Pairs {
  const query = text.startsWith("?") ? text.slice(1) : text;
  return [...new URLSearchParams(query)].map(([name, value]) => [
    name.replaceAll("\0", ""),
    value.replaceAll("\0", ""),
  ]);
}

/** A Cookie header; values stay as they are sent. */
export function parseCookies(text: string): Pairs {
  return splitAll(text, ";", "=");
}

/** One header a line. */
export function parseHeaders(text: string): Pairs {
  return splitAll(text, "\n", ":");
}

function splitAll(text: string, between: string, inside: string): Pairs {
  const pairs: Pairs = [];
  for (const part of text.split(between)) {
    const at = part.indexOf(inside);
    const name = (at < 0 ? part : part.slice(0, at)).trim();
    if (name !== "") pairs.push([name, at < 0 ? "" : part.slice(at + 1).trim()]);
  }
  return pairs;
}
