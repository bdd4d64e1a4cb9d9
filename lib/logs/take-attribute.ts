// Attributes that have a column of their own leave the maps.
import type { Attributes } from "#lib/telemetry/attributes.ts";

/** The attribute as text, removed; "" when there is none. */
export function takeText(from: Attributes, key: string): string {
  const found = from.attributes[key] ?? from.numbers[key] ?? from.booleans[key];
  delete from.attributes[key];
  delete from.numbers[key];
  delete from.booleans[key];
  return found === undefined ? "" : String(found).trim();
}

/** The attribute as a whole number from zero to `most`, removed; undefined when it is none. */
export function takeCount(from: Attributes, key: string, most: number): number | undefined {
  const text = takeText(from, key);
  const count = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  return count !== undefined && count <= most ? count : undefined;
}
