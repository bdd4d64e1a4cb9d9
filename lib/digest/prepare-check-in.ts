// One `check_in` item: a scheduled job says that it runs, or how it ended.
import { refuse, type Digester } from "#lib/digest/digester.ts";
import { readPayload } from "#lib/digest/read-payload.ts";
import { readCheckIn } from "#lib/monitors/read-check-in.ts";

/** Adds the check-in to `into`, or the outcome of one that cannot be taken. Its time is that of its receipt. */
export const prepareCheckIn: Digester = (item, context, into) => {
  const { entry, itemIndex } = context;
  const fields = readPayload(item, context, into, "monitor");
  if (!fields) return;
  const read = readCheckIn(fields);
  if (typeof read === "string") {
    refuse(context, into, { category: "monitor", outcome: "invalid", reason: read });
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
    counts: [{ category: "monitor", quantity: 1 }],
    rows: [],
    blobs: [],
    checkIn: { ...read, projectId, receivedAt },
    environment: read.environment,
    ...(read.release !== "" && { release: read.release }),
  });
};
