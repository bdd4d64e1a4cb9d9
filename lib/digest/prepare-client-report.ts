// One `client_report` item: what a client never sent becomes outcomes. The report itself counts as nothing.
import type { Digester } from "#lib/digest/digester.ts";
import { readPayload } from "#lib/digest/read-payload.ts";
import { readClientReport } from "#lib/outcomes/read-client-report.ts";

/** Adds the report's counts to `into`, within the hour of its receipt. */
export const prepareClientReport: Digester = (item, context, into) => {
  const { projectId, receivedAt } = context.entry;
  const fields = readPayload(item, context, into, "internal");
  if (!fields) return;
  for (const reported of readClientReport(fields))
    into.outcomes.push({ projectId, receivedAt: receivedAt.getTime(), ...reported });
};
