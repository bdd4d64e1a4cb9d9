import { cutText } from "#lib/events/bound-json.ts";
import type { Event, Json } from "#lib/events/event.ts";

const MAX_FLAGS = 50;
const MAX_NAME = 190;
const MAX_VALUE = 200;

const line = (text: string, most: number) => cutText(text.replace(/[\r\n]+/g, " ").trim(), most);

/**
 * The feature flags that were evaluated last, as tags `flags.<name>`; what a flag was at last is what it was.
 * Results that are no text, number or boolean are left out.
 */
export function flagTags(flags: Event["flags"]): [key: string, value: string][] {
  const newestFirst = new Map<string, Json>();
  for (const { flag, result } of flags.toReversed()) {
    const name = line(flag, MAX_NAME);
    if (!newestFirst.has(name)) newestFirst.set(name, result);
  }
  return [...newestFirst]
    .flatMap(([name, result]): [string, string][] => {
      const isScalar = result !== null && typeof result !== "object";
      const value = isScalar ? line(String(result), MAX_VALUE) : "";
      return name === "" || value === "" ? [] : [[`flags.${name}`, value]];
    })
    .slice(0, MAX_FLAGS);
}
