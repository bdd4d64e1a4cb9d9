import { boundObject, isObject, isUnsafeKey, type JsonRecord } from "#lib/events/bound-json.ts";
import type { Event, Json } from "#lib/events/event.ts";
import { hasKeys, invalid, pathOf, readSection, remarkBounds, type Wire } from "#lib/events/read-field.ts";

const MAX_CONTEXTS = 100;
const MAX_FLAGS = 200;
const BOUNDS = { depth: 7, chars: 16_384 };

// Only these names may be claimed by `type`: an application's own context often has a field called so.
const KNOWN_TYPES: ReadonlySet<Json | undefined> = new Set(
  "app browser client_os cloud_resource culture device flags gpu os otel profile replay response runtime state trace unity".split(
    " ",
  ),
);

/** Named objects. A `type` that names a known context moves an entry there when that place is free. */
export function readContexts(event: Wire): Event["contexts"] {
  const contexts: Event["contexts"] = {};
  const wire = readSection(event, "contexts");
  if (wire === undefined) return contexts;
  const names = Object.keys(wire.fields);
  if (names.length > MAX_CONTEXTS) {
    wire.remarks.add("truncated", wire.path, `${names.length} entries, ${MAX_CONTEXTS} kept`);
  }
  for (const name of names.slice(0, MAX_CONTEXTS)) {
    const fields = wire.fields[name];
    if (fields === null || isUnsafeKey(name) || name.length > 200) continue;
    if (!isObject(fields)) {
      invalid(wire, name, "an object");
      continue;
    }
    const kept = boundObject(fields, BOUNDS);
    if (kept.cut) remarkBounds(wire, name, BOUNDS);
    if (hasKeys(kept.value)) contexts[placeOf(name, kept.value, contexts, wire)] = kept.value;
  }
  return contexts;
}

function placeOf(name: string, context: JsonRecord, taken: Event["contexts"], wire: Wire): string {
  const type = context.type;
  if (typeof type !== "string" || type === name || !KNOWN_TYPES.has(type)) return name;
  if (KNOWN_TYPES.has(name) || Object.hasOwn(wire.fields, type) || Object.hasOwn(taken, type)) return name;
  return type;
}

/** Feature flags as they stood, from contexts.flags; the last evaluation of a flag stands last. */
export function readFlags(event: Wire, contexts: Event["contexts"]): Event["flags"] {
  const values = contexts.flags?.values;
  if (values === undefined) return [];
  if (!Array.isArray(values)) {
    invalid(event, "contexts.flags.values", "a list");
    return [];
  }
  const flags: Event["flags"] = [];
  for (const value of values.slice(-MAX_FLAGS)) {
    if (isObject(value) && typeof value.flag === "string")
      flags.push({ flag: value.flag, result: result(value) });
    else if (value !== null) invalid(event, pathOf(event, "contexts.flags.values"), "flag and result");
  }
  return flags;
}

function result(value: { [key: string]: Json }): Json {
  return value.result ?? null;
}
