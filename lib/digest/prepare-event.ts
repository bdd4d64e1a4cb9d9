// One `event` item: parse, normalize, filter, scrub, mark in-app frames, group, describe.
import { eventSource } from "#lib/digest/event-source.ts";
import { refuse, type Digester } from "#lib/digest/digester.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { normalizeEvent } from "#lib/events/normalize.ts";
import { filterEvent } from "#lib/filters/filter.ts";
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { markAndGroup } from "#lib/issues/grouping/group-event.ts";
import { describeEvent } from "#lib/issues/title.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";

/** Adds the event to `into`, or the outcome of an event that is none. */
export const prepareEvent: Digester = (item, context, into) => {
  const { entry } = context;
  try {
    const normalized = normalizeEvent(item.payload, eventSource(context));
    const unwanted = filterEvent(normalized, entry.meta, context.policy.filters);
    if (unwanted !== null)
      return refuse(context, into, { category: "error", outcome: "filtered", reason: unwanted });
    const scrubbed = scrubberOf(context.policy).event(normalized);
    const { event, grouping } = markAndGroup(scrubbed, compileGrouping(context.policy.grouping));
    const description = describeEvent(event, grouping.title);
    into.events.push({ journalId: entry.id, event, grouping, description });
  } catch (error) {
    if (!(error instanceof InvalidEvent)) throw error;
    refuse(context, into, { category: "error", outcome: "invalid", reason: error.reason });
  }
};
