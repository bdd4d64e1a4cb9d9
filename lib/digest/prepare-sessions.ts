// One `sessions` item: aggregates by the minute. Each bucket counts as one, as each update of a session does.
import { refuse, type Digester } from "#lib/digest/digester.ts";
import { readPayload } from "#lib/digest/read-payload.ts";
import { sessionSource } from "#lib/digest/session-source.ts";
import { readAggregates } from "#lib/sessions/read-aggregates.ts";
import { toSessionRow } from "#lib/sessions/session-row.ts";

/** Adds the buckets to `into`, and the outcomes of those that cannot be taken. */
export const prepareSessions: Digester = (item, context, into) => {
  const fields = readPayload(item, context, into, "session");
  if (!fields) return;
  const source = sessionSource(context);
  const read = readAggregates(fields, source);
  const refused = Map.groupBy(typeof read === "string" ? [read] : read.refused, (reason) => reason);
  for (const [reason, { length: quantity }] of refused)
    refuse(context, into, { category: "session", outcome: "invalid", reason, quantity });
  if (typeof read === "string" || read.taken === 0) return;
  const { attributes, updates, taken } = read;
  into.items.push({
    journalId: context.entry.id,
    projectId: source.projectId,
    itemIndex: context.itemIndex,
    receivedAt: source.receivedAt,
    timestamp: Math.max(...updates.map(({ started }) => started)),
    counts: [{ category: "session", quantity: taken }],
    rows: updates.map((update, position) => toSessionRow(update, attributes, source, position)),
    blobs: [],
    release: attributes.release,
    environment: attributes.environment,
  });
};
