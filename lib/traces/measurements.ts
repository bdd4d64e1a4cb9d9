// Measurements of transactions and old spans, {"lcp": {"value": 1200, "unit": "millisecond"}}, under the names of the
// attributes that newer SDKs send instead.
import { isObject } from "#lib/events/bound-json.ts";
import type { Attributes } from "#lib/telemetry/attributes.ts";

const MAX_MEASUREMENTS = 100;
const MAX_VALUE = 1e300;
const NAME = /^[\w.:-]{1,100}$/;
const UNIT = /^[\w%.-]{1,32}$/;

/** Web vitals by their short names. Times are in milliseconds; CLS has no unit. */
const VITALS = ["lcp", "fcp", "fp", "ttfb", "inp", "cls"] as const;
export type Vital = (typeof VITALS)[number];

/** The attribute that holds a vital. */
const vitalAttribute = (vital: Vital) => `browser.web_vital.${vital}.value`;

const VITAL_OF: ReadonlyMap<string, string> = new Map([
  ...VITALS.map((vital) => [vital, vitalAttribute(vital)] as const),
  ["ttfb.requestTime", "browser.web_vital.ttfb.request_time"],
]);

const MILLISECONDS: ReadonlyMap<unknown, number> = new Map([
  ["nanosecond", 1e-6],
  ["microsecond", 1e-3],
  ["second", 1000],
  ["minute", 60_000],
]);

/** Adds each measurement as a number; a value that an attribute told already stays. @returns how many were dropped. */
export function addMeasurements(into: Attributes, told: unknown): number {
  if (!isObject(told)) return 0;
  const names = Object.keys(told);
  let dropped = Math.max(0, names.length - MAX_MEASUREMENTS);
  for (const name of names.slice(0, MAX_MEASUREMENTS)) if (!addOne(into, name, told[name])) dropped++;
  return dropped;
}

function addOne(into: Attributes, name: string, told: unknown): boolean {
  if (told === null) return true;
  const value: unknown = isObject(told) ? told.value : told;
  const unit: unknown = isObject(told) ? told.unit : undefined;
  if (!NAME.test(name) || typeof value !== "number" || !(Math.abs(value) < MAX_VALUE)) return false;
  const vital = VITAL_OF.get(name);
  if (vital !== undefined) into.numbers[vital] ??= value * (MILLISECONDS.get(unit) ?? 1);
  else {
    into.numbers[`measurement.${name}`] ??= value;
    if (typeof unit === "string" && unit !== "none" && UNIT.test(unit))
      into.attributes[`measurement.${name}.unit`] ??= unit;
  }
  return true;
}

/** The vitals among a span's numbers. */
export function vitalsOf(numbers: Readonly<Record<string, number>>): Partial<Record<Vital, number>> {
  const found: Partial<Record<Vital, number>> = {};
  for (const vital of VITALS) {
    const value = numbers[vitalAttribute(vital)];
    if (value !== undefined) found[vital] = value;
  }
  return found;
}
