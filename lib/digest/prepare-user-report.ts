// One `user_report` item, the old form of feedback: words about one event, which may come before or after them.
import { refuse, type Digester } from "#lib/digest/digester.ts";
import { readPayload } from "#lib/digest/read-payload.ts";
import { readUserReport, reportIdOf } from "#lib/feedback/read-feedback.ts";
import { filterSender } from "#lib/filters/filter.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";

/** Adds the report to `into`, or the outcome of one that says nothing or is not wanted. */
export const prepareUserReport: Digester = (item, context, into) => {
  const { entry, itemIndex, policy } = context;
  const fields = readPayload(item, context, into, "feedback");
  if (!fields) return;
  const words = readUserReport(fields);
  if (typeof words === "string") {
    refuse(context, into, { category: "feedback", outcome: "invalid", reason: words });
    return;
  }
  const filtered = filterSender({ ...entry.meta, release: undefined, url: undefined }, policy.filters);
  if (filtered !== null) {
    refuse(context, into, { category: "feedback", outcome: "filtered", reason: filtered });
    return;
  }
  const { projectId } = entry;
  const receivedAt = entry.receivedAt.getTime();
  into.items.push({
    journalId: entry.id,
    projectId,
    itemIndex,
    receivedAt,
    timestamp: receivedAt,
    counts: [{ category: "feedback", quantity: 1 }],
    rows: [],
    blobs: [],
    feedback: {
      ...words,
      projectId,
      eventId: reportIdOf(projectId, words.associatedEventId),
      message: scrubberOf(policy).text(words.message),
      replayId: null,
      url: "",
      source: "user_report",
      isReport: true,
      event: null,
      timestamp: receivedAt,
      receivedAt,
    },
  });
};
