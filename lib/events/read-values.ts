import { isObject } from "#lib/events/bound-json.ts";
import { invalid, pathOf, type Wire } from "#lib/events/read-field.ts";

/**
 * The objects of a wrapped list, which comes as `{"values": […]}`, as a bare list or as one object.
 * Keeps the last `most`, since the newest stand last; entries that are no objects are dropped with a remark.
 */
export function readValues(wire: Wire, key: string, most: number): Wire[] {
  const values = listOf(wire, key);
  const first = Math.max(values.length - most, 0);
  if (first > 0) wire.remarks.add("truncated", pathOf(wire, key), `${values.length} entries, ${most} kept`);
  const sections: Wire[] = [];
  for (let at = first; at < values.length; at++) {
    const fields = values[at];
    const place = `${key}.${at}`;
    if (isObject(fields)) sections.push({ fields, path: pathOf(wire, place), remarks: wire.remarks });
    else if (fields !== null) invalid(wire, place, "an object");
  }
  return sections;
}

function listOf(wire: Wire, key: string): readonly unknown[] {
  const value = wire.fields[key];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (!isObject(value)) {
    invalid(wire, key, "a list");
    return [];
  }
  if (!Object.hasOwn(value, "values")) return [value];
  if (Array.isArray(value.values)) return value.values;
  if (value.values !== null) invalid(wire, `${key}.values`, "a list");
  return [];
}
