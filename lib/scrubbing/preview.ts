import type { Event, Json } from "#lib/events/event.ts";
import { planOf, type ScrubbingPolicy } from "#lib/scrubbing/plan.ts";
import { scrubEvent } from "#lib/scrubbing/scrub-event.ts";

export type ScrubbingPreview = {
  eventId: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  changes: { path: string; before: string; after: string | null; rules: string[] }[];
  /** Further changes that are not listed. */
  more: number;
  /** Values that were scrubbed before the event was stored. */
  already: number;
};

const MOST_CHANGES = 50;
const MOST_CHARS = 200;

const shown = (value: Json) =>
  (typeof value === "string" ? value : JSON.stringify(value)).slice(0, MOST_CHARS).toWellFormed();

/** What a policy would change in an event. */
export function previewScrubbing(event: Event, policy: ScrubbingPolicy): ScrubbingPreview {
  const changes: ScrubbingPreview["changes"] = [];
  let count = 0;
  scrubEvent(event, planOf(policy), ({ path, before, after, rules }) => {
    if (++count > MOST_CHANGES) return;
    changes.push({ path, before: shown(before), after: after === null ? null : shown(after), rules });
  });
  return {
    eventId: event.eventId,
    timestamp: event.timestamp,
    changes,
    more: Math.max(count - MOST_CHANGES, 0),
    already: event.remarks.filter(({ kind }) => kind === "scrubbed").length,
  };
}
