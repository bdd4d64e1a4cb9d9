import type { Event, Thread } from "#lib/events/event.ts";

/** The thread that stands for the event: the crashed one, else the current one, else the only one. */
export function soleThread(event: Event): Thread | undefined {
  for (const candidates of [
    event.threads.filter((thread) => thread.crashed),
    event.threads.filter((thread) => thread.current),
    event.threads,
  ]) {
    if (candidates.length === 1) return candidates[0];
  }
  return undefined;
}
