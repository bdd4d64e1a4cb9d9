// Takes secrets out of what comes in, before anything is stored.
import type { Event } from "#lib/events/event.ts";
import { planOf, type ScrubbingPolicy } from "#lib/scrubbing/plan.ts";
import { scrubAttributes } from "#lib/scrubbing/scrub-attributes.ts";
import { scrubEvent } from "#lib/scrubbing/scrub-event.ts";
import { Walk } from "#lib/scrubbing/walk.ts";
import type { Attributes } from "#lib/telemetry/attributes.ts";

export type Scrubber = {
  event: (event: Event) => Event;
  attributes: (attributes: Attributes, of: "span" | "log" | "metric") => Attributes;
  /** A log's body, a span's description: only what matches is replaced, the rest stays readable. */
  text: (text: string) => string;
};

/** The scrubber of a project's settings and its organization's. */
export function scrubberOf(policy: ScrubbingPolicy): Scrubber {
  const plan = planOf(policy);
  return {
    event: (event) => scrubEvent(event, plan),
    attributes: (attributes, of) => scrubAttributes(attributes, of, plan),
    text: (text) => new Walk(plan).text(text, "message", "message") ?? "",
  };
}
