import type { Event } from "#lib/events/event.ts";
import { invalid, type Wire } from "#lib/events/read-field.ts";

const LEVELS: ReadonlyMap<unknown, Event["level"]> = new Map<unknown, Event["level"]>([
  ["trace", "debug"],
  ["debug", "debug"],
  ["log", "info"],
  ["info", "info"],
  ["warn", "warning"],
  ["warning", "warning"],
  ["error", "error"],
  ["critical", "fatal"],
  ["fatal", "fatal"],
  [10, "debug"],
  [20, "info"],
  [30, "warning"],
  [40, "error"],
  [50, "fatal"],
]);

/** A level by any of its names, or by its number in Python's logging. */
export function readLevel(wire: Wire, fallback: Event["level"]): Event["level"] {
  const told = wire.fields.level;
  if (told === undefined || told === null || told === "") return fallback;
  const level = LEVELS.get(typeof told === "string" ? told.trim().toLowerCase() : told);
  if (level === undefined) invalid(wire, "level", "a known level");
  return level ?? fallback;
}
