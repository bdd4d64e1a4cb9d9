// For trials of rules: what people write may be slow, and the process that tries it serves everybody else meanwhile.
import { setImmediate } from "node:timers/promises";
import type { Event } from "#lib/events/event.ts";

const LONGEST_MS = 3_000;

/** Tries something on one event after the other, the others waiting no longer than one takes; for so long and no longer. */
export async function tryOnEvents<Result>(
  events: readonly Event[],
  tryOn: (event: Event) => Result,
  longestMs = LONGEST_MS,
): Promise<Result[]> {
  const end = performance.now() + longestMs;
  const results: Result[] = [];
  for (const event of events) {
    if (performance.now() >= end) break;
    results.push(tryOn(event));
    await setImmediate();
  }
  return results;
}
