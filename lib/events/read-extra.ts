import { boundJson, cutText, isObject, isUnsafeKey, boundObject } from "#lib/events/bound-json.ts";
import type { Event } from "#lib/events/event.ts";
import { invalid, readSection, remarkBounds, type Wire } from "#lib/events/read-field.ts";

const EXTRA_ENTRY = { depth: 7, chars: 16_384 };
const EXTRA_TOTAL = 262_144;
const MODULES_TOTAL = 8192;
const MAX_IMAGES = 500;
const IMAGE = { depth: 3, chars: 4096 };

/** Anything the application added, bounded by entry and in all. */
export function readExtra(event: Wire): Event["extra"] {
  const extra: Event["extra"] = {};
  const wire = readSection(event, "extra");
  if (wire === undefined) return extra;
  let left = EXTRA_TOTAL;
  for (const key of Object.keys(wire.fields)) {
    if (isUnsafeKey(key) || wire.fields[key] === null) continue;
    const bounds = { depth: EXTRA_ENTRY.depth, chars: Math.min(left, EXTRA_ENTRY.chars) };
    const kept = boundJson(wire.fields[key], bounds);
    if (kept.cut) remarkBounds(wire, key, bounds);
    extra[cutText(key, 200)] = kept.value;
    left -= key.length + weigh(kept.value);
    if (left > 0) continue;
    wire.remarks.add("truncated", wire.path, `more than ${EXTRA_TOTAL} characters`);
    break;
  }
  return extra;
}

function weigh(value: Event["extra"][string]): number {
  return typeof value === "string" ? value.length : JSON.stringify(value).length;
}

/** Installed packages and their versions. */
export function readModules(event: Wire): Event["modules"] {
  const modules: Event["modules"] = {};
  const wire = readSection(event, "modules");
  if (wire === undefined) return modules;
  let left = MODULES_TOTAL;
  for (const name of Object.keys(wire.fields)) {
    const version = wire.fields[name];
    if (version === null || isUnsafeKey(name)) continue;
    if (typeof version !== "string" && typeof version !== "number") {
      invalid(wire, name, "a string");
      continue;
    }
    left -= name.length + String(version).length;
    if (left < 0) {
      wire.remarks.add("truncated", wire.path, `more than ${MODULES_TOTAL} characters`);
      break;
    }
    modules[name] = String(version);
  }
  return modules;
}

/** debug_meta.images: where each source map or symbol file of the stack is to be found. */
export function readDebugImages(event: Wire): Event["debugImages"] {
  const wire = readSection(event, "debug_meta");
  const told = wire?.fields.images;
  if (wire === undefined || told === undefined || told === null) return [];
  if (!Array.isArray(told)) {
    invalid(wire, "images", "a list");
    return [];
  }
  if (told.length > MAX_IMAGES) {
    wire.remarks.add("truncated", `${wire.path}.images`, `${told.length} images, ${MAX_IMAGES} kept`);
  }
  const images: Event["debugImages"] = [];
  for (const image of told.slice(0, MAX_IMAGES)) {
    if (isObject(image)) images.push(boundObject(image, IMAGE).value);
    else if (image !== null) invalid(wire, "images", "a list of objects");
  }
  return images;
}
