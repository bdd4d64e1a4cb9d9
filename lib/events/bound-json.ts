import type { Json } from "#lib/events/event.ts";

export type JsonObject = { [key: string]: unknown };
export type JsonRecord = Record<string, Json>;

/** `depth` counts the levels of objects and arrays that are kept, `chars` what all keys and values weigh. */
export type Bounds = { readonly depth: number; readonly chars: number };
type Budget = { left: number; cut: boolean };

/** A JSON object, and nothing else that JavaScript calls one. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keys that must never be assigned to an object of ours: the first changes its prototype. */
export function isUnsafeKey(key: string): boolean {
  return key === "__proto__" || key === "constructor" || key === "prototype";
}

/** At most `limit` UTF-16 units of a text, ellipsis included, and never half of a surrogate pair. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit <= 1) return "…".slice(0, Math.max(limit, 0));
  const last = text.charCodeAt(limit - 2);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? limit - 2 : limit - 1) + "…";
}

/** Copies any parsed JSON within bounds; `cut` tells that something was left out. */
export function boundJson(value: unknown, bounds: Bounds): { value: Json; cut: boolean } {
  const budget = { left: bounds.chars, cut: false };
  return { value: copy(value, bounds.depth, budget), cut: budget.cut };
}

/** As boundJson, for an object. */
export function boundObject(fields: JsonObject, bounds: Bounds): { value: JsonRecord; cut: boolean } {
  const budget = { left: bounds.chars, cut: false };
  return { value: copyObject(fields, bounds.depth, budget), cut: budget.cut };
}

function copy(value: unknown, depth: number, budget: Budget): Json {
  if (typeof value === "string") return copyText(value, budget);
  budget.left -= 4;
  if (typeof value === "boolean") return value;
  // JSON.parse makes Infinity of 1e400, which JSON cannot say again.
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return depth > 0 ? copyArray(value, depth, budget) : deep("[Array]", budget);
  if (isObject(value)) return depth > 0 ? copyObject(value, depth, budget) : deep("[Object]", budget);
  return null;
}

function deep(placeholder: string, budget: Budget): string {
  budget.cut = true;
  return placeholder;
}

function copyText(text: string, budget: Budget): string {
  const room = Math.max(budget.left, 0);
  budget.left -= text.length + 2;
  if (text.length <= room) return text;
  budget.cut = true;
  return cutText(text, room);
}

function copyArray(values: readonly unknown[], depth: number, budget: Budget): Json[] {
  const kept: Json[] = [];
  for (const value of values) {
    if (budget.left <= 0) {
      budget.cut = true;
      break;
    }
    kept.push(copy(value, depth - 1, budget));
  }
  return kept;
}

function copyObject(fields: JsonObject, depth: number, budget: Budget): JsonRecord {
  const kept: JsonRecord = {};
  for (const key of Object.keys(fields)) {
    if (isUnsafeKey(key)) continue;
    budget.left -= key.length + 4;
    if (budget.left <= 0) {
      budget.cut = true;
      break;
    }
    kept[key] = copy(fields[key], depth - 1, budget);
  }
  return kept;
}
