import { cutText, isObject } from "#lib/events/bound-json.ts";
import { invalid, pathOf, type Wire } from "#lib/events/read-field.ts";

const MAX_TAGS = 100;
const MAX_CHARS = 200;
const KEY = /^[a-zA-Z0-9_.:-]{1,200}$/;
const RESERVED: ReadonlySet<string> = new Set(["release", "dist", "user", "filename", "function"]);

type Tags = { tags: [string, string][]; environment: string | undefined };

/**
 * The SDK's tags, an object or a list of pairs, with unique keys (the first wins). A tag `environment` is
 * taken out: it stands for the field of that name.
 */
export function readTags(event: Wire): Tags {
  const tags: [string, string][] = [];
  const seen = new Set<string>();
  let environment: string | undefined;
  for (const [name, told] of entries(event)) {
    if (tags.length >= MAX_TAGS) {
      event.remarks.add("truncated", pathOf(event, "tags"), `more than ${MAX_TAGS} tags`);
      break;
    }
    const key = readKey(event, name);
    const value = key === undefined ? undefined : readValue(event, key, told);
    if (key === undefined || value === undefined || seen.has(key)) continue;
    seen.add(key);
    if (key === "environment") environment = value;
    else if (RESERVED.has(key)) event.remarks.add("removed", pathOf(event, `tags.${key}`), "reserved name");
    else tags.push([key, value]);
  }
  return { tags, environment };
}

function entries(event: Wire): Iterable<readonly [unknown, unknown]> {
  const told = event.fields.tags;
  if (told === undefined || told === null) return [];
  if (Array.isArray(told)) return pairs(event, told);
  if (isObject(told)) return Object.entries(told);
  invalid(event, "tags", "an object or pairs");
  return [];
}

function* pairs(event: Wire, told: readonly unknown[]): Iterable<readonly [unknown, unknown]> {
  for (const pair of told) {
    if (Array.isArray(pair)) yield [pair[0], pair[1]];
    else if (pair !== null) invalid(event, "tags", "pairs");
  }
}

function readKey(event: Wire, name: unknown): string | undefined {
  if (typeof name !== "string" || name.length > MAX_CHARS) return invalid(event, "tags", "a short key");
  const key = name.trim().replaceAll(" ", "-");
  if (key === "" || KEY.test(key)) return key === "" ? undefined : key;
  return invalid(event, `tags.${name}`, "a key of letters, digits and _ . : -");
}

/** Booleans are written as Python writes them, since filters and searches of every SDK's users expect it. */
function readValue(event: Wire, key: string, told: unknown): string | undefined {
  if (told === null || told === undefined) return undefined;
  if (typeof told === "boolean") return told ? "True" : "False";
  if (typeof told === "number") return Number.isFinite(told) ? String(told) : undefined;
  if (typeof told !== "string") return invalid(event, `tags.${key}`, "a string");
  if (told.length > MAX_CHARS) {
    const detail = `${told.length} characters, ${MAX_CHARS} kept`;
    event.remarks.add("truncated", pathOf(event, `tags.${key}`), detail);
  }
  const value = cutText(told, MAX_CHARS)
    .replace(/[\r\n]+/g, " ")
    .trim();
  return value === "" ? undefined : value;
}
