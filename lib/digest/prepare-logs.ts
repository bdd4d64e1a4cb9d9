import type { Digester } from "#lib/digest/digester.ts";
import { prepareSamples } from "#lib/digest/prepare-samples.ts";
import { normalizeLog } from "#lib/logs/normalize-log.ts";

/** One `log` item: a container of logs. */
export const prepareLogs: Digester = (item, context, into) => {
  const { entry, itemIndex } = context;
  prepareSamples(item, context, into, {
    category: "log_item",
    table: "logs",
    maxAverageBytes: 2 * 1024 * 1024,
    read: (wire, source, position) =>
      normalizeLog(wire, source, { journalId: entry.id, itemIndex, position }),
  });
};
