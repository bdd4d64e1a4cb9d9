// One `session` item: one update, one row. It counts as one, whatever it tells.
import { refuse, type Digester } from "#lib/digest/digester.ts";
import { readPayload } from "#lib/digest/read-payload.ts";
import { sessionSource } from "#lib/digest/session-source.ts";
import { readSession } from "#lib/sessions/read-session.ts";
import { toSessionRow } from "#lib/sessions/session-row.ts";

/** Adds the update to `into`, or the outcome of one that cannot be taken. */
export const prepareSession: Digester = (item, context, into) => {
  const fields = readPayload(item, context, into, "session");
  if (!fields) return;
  const source = sessionSource(context);
  const read = readSession(fields, source);
  if (typeof read === "string") {
    refuse(context, into, { category: "session", outcome: "invalid", reason: read });
    return;
  }
  const { attributes, update } = read;
  into.items.push({
    journalId: context.entry.id,
    projectId: source.projectId,
    itemIndex: context.itemIndex,
    receivedAt: source.receivedAt,
    timestamp: update.timestamp,
    counts: [{ category: "session", quantity: 1 }],
    rows: [toSessionRow(update, attributes, source, 0)],
    blobs: [],
    release: attributes.release,
    environment: attributes.environment,
  });
};
