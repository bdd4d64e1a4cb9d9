// One `feedback` item: an event whose context says what somebody wrote.
import { eventSource } from "#lib/digest/event-source.ts";
import { refuse, type Digester } from "#lib/digest/digester.ts";
import { readPayload } from "#lib/digest/read-payload.ts";
import type { Event } from "#lib/events/event.ts";
import { normalizeEvent, type EventSource } from "#lib/events/normalize.ts";
import { readFeedback } from "#lib/feedback/read-feedback.ts";
import { filterSender } from "#lib/filters/filter.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";

/** The event around the words, which are stored beside it. */
function readEvent(payload: Uint8Array, source: EventSource, level: unknown): Event {
  const event = normalizeEvent(payload, source);
  const { feedback: _words, ...contexts } = event.contexts;
  return {
    ...event,
    contexts,
    level: level === undefined || level === null ? "info" : event.level,
    environment: event.environment ?? "production",
  };
}

/** Adds the feedback to `into`, or the outcome of one that says nothing or is not wanted. */
export const prepareFeedback: Digester = (item, context, into) => {
  const { entry, itemIndex, policy } = context;
  const fields = readPayload(item, context, into, "feedback");
  if (!fields) return;
  const words = readFeedback(fields);
  if (typeof words === "string") {
    refuse(context, into, { category: "feedback", outcome: "invalid", reason: words });
    return;
  }
  const { projectId, meta } = entry;
  const receivedAt = entry.receivedAt.getTime();
  const source = eventSource(context);
  const told = readEvent(item.payload, source, fields["level"]);
  const facts = { ...meta, release: told.release, url: words.url || told.request?.url };
  const filtered = filterSender(facts, policy.filters);
  if (filtered !== null) {
    refuse(context, into, { category: "feedback", outcome: "filtered", reason: filtered });
    return;
  }
  const scrubber = scrubberOf(policy);
  const event = scrubber.event(told);
  into.items.push({
    journalId: entry.id,
    projectId,
    itemIndex,
    receivedAt,
    timestamp: event.timestamp,
    counts: [{ category: "feedback", quantity: 1 }],
    rows: [],
    blobs: [],
    release: event.release,
    environment: event.environment,
    feedback: {
      ...words,
      projectId,
      eventId: event.eventId,
      message: scrubber.text(words.message),
      url: scrubber.text(words.url),
      name: words.name || (event.user?.name ?? event.user?.username ?? ""),
      email: words.email || (event.user?.email ?? ""),
      replayId: words.replayId ?? event.replayId ?? null,
      isReport: false,
      event,
      timestamp: event.timestamp,
      receivedAt,
    },
  });
};
