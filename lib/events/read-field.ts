// Readers of single fields. A field of a wrong type is dropped with a remark and the rest is kept; null and
// the empty string mean absent.
import { boundJson, boundObject, cutText, isObject, type Bounds } from "#lib/events/bound-json.ts";
import type { JsonObject, JsonRecord } from "#lib/events/bound-json.ts";
import type { Json } from "#lib/events/event.ts";
import type { Remarks } from "#lib/events/remarks.ts";

/** One object of the payload, where it is, and where to remark on it. */
export type Wire = { readonly fields: JsonObject; readonly path: string; readonly remarks: Remarks };

export function pathOf(wire: Wire, key: string | number): string {
  return wire.path === "" ? String(key) : `${wire.path}.${key}`;
}

export function invalid(wire: Wire, key: string | number, wanted: string): undefined {
  wire.remarks.add("invalid", pathOf(wire, key), `expected ${wanted}`);
  return undefined;
}

/** A text within `limit` characters; cutting it is remarked. */
export function bounded(wire: Wire, key: string, text: string, limit: number): string {
  if (text.length <= limit) return text;
  wire.remarks.add("truncated", pathOf(wire, key), `${text.length} characters, ${limit} kept`);
  return cutText(text, limit);
}

export function readString(wire: Wire, key: string, limit: number): string | undefined {
  const value = wire.fields[key];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") return invalid(wire, key, "a string");
  return bounded(wire, key, value, limit);
}

/** As readString; numbers and booleans become text, because ids and versions often come as numbers. */
export function readLooseString(wire: Wire, key: string, limit: number): string | undefined {
  const value = wire.fields[key];
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)))
    return String(value);
  return readString(wire, key, limit);
}

export function readBoolean(wire: Wire, key: string): boolean | undefined {
  const value = wire.fields[key];
  if (value === undefined || value === null) return undefined;
  return typeof value === "boolean" ? value : invalid(wire, key, "true or false");
}

/** A whole number from zero, also when it comes as text. */
export function readCount(wire: Wire, key: string): number | undefined {
  const value = wire.fields[key];
  if (value === undefined || value === null || value === "") return undefined;
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) return number;
  return invalid(wire, key, "a whole number");
}

/** An object to read further from. */
export function readSection(wire: Wire, key: string): Wire | undefined {
  const value = wire.fields[key];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return invalid(wire, key, "an object");
  return { fields: value, path: pathOf(wire, key), remarks: wire.remarks };
}

export function readList(wire: Wire, key: string): readonly unknown[] {
  const value = wire.fields[key];
  if (Array.isArray(value)) return value;
  if (value !== undefined && value !== null) invalid(wire, key, "a list");
  return [];
}

/** The texts of a list; numbers and booleans become text, anything else is dropped. */
export function readStrings(wire: Wire, key: string, most: number, limit: number): string[] {
  const texts: string[] = [];
  for (const value of readList(wire, key).slice(0, most)) {
    if (typeof value === "string") texts.push(cutText(value, limit));
    else if (typeof value === "number" || typeof value === "boolean") texts.push(String(value));
    else if (value !== null) invalid(wire, key, "a list of strings");
  }
  return texts;
}

export function readJson(wire: Wire, key: string, bounds: Bounds): Json | undefined {
  const value = wire.fields[key];
  if (value === undefined || value === null) return undefined;
  const kept = boundJson(value, bounds);
  if (kept.cut) remarkBounds(wire, key, bounds);
  return kept.value;
}

/** An object within bounds; an empty one is absent. */
export function readJsonObject(wire: Wire, key: string, bounds: Bounds): JsonRecord | undefined {
  const section = readSection(wire, key);
  if (section === undefined) return undefined;
  const kept = boundObject(section.fields, bounds);
  if (kept.cut) remarkBounds(wire, key, bounds);
  return hasKeys(kept.value) ? kept.value : undefined;
}

export function remarkBounds(wire: Wire, key: string | number, bounds: Bounds): void {
  const detail = `more than ${bounds.chars} characters or ${bounds.depth} levels`;
  wire.remarks.add("truncated", pathOf(wire, key), detail);
}

export function hasKeys(value: object): boolean {
  for (const _key in value) return true;
  return false;
}
