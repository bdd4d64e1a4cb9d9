// How much there is of a trace.
import { z } from "zod";
import { findAllProjectAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { traceScope, type TimeHint } from "#lib/traces/trace-scope.ts";
import { traceIdOf } from "#lib/traces/span-ids.ts";

const Count = z.object({ count: z.coerce.number() });
const OpCount = z.object({ op: z.string(), count: z.coerce.number() });
const TransactionCount = z.object({ eventId: z.string(), count: z.coerce.number() });

export type TraceCounts = {
  spans: number;
  errors: number;
  logs: number;
  metrics: number;
  byOp: z.infer<typeof OpCount>[];
  /** By the event id of the transaction that brought them; "" are streamed spans. */
  byTransaction: z.infer<typeof TransactionCount>[];
};

/** What there is of a trace; null when `text` is no trace id. */
export async function countTrace(
  access: OrganizationAccess,
  text: string,
  hint: TimeHint = {},
): Promise<TraceCounts | null> {
  const traceId = traceIdOf(text);
  if (traceId === "") return null;
  const projectIds = (await findAllProjectAccess(access)).map((project) => project.projectId);
  const count = async (table: "errors" | "logs" | "metrics") => {
    const { where, parameters } = traceScope(projectIds, traceId, hint, "timestamp");
    const [row] = await queryRows(Count, `SELECT count() AS count FROM ${table} WHERE ${where}`, parameters);
    return row?.count ?? 0;
  };
  const { where, parameters } = traceScope(projectIds, traceId, hint, "start_timestamp");
  const countBy = (column: string, order: string) =>
    `SELECT ${column}, uniqExact(span_id) AS count FROM spans WHERE ${where} GROUP BY ALL ORDER BY ${order} LIMIT 10000`;
  const [[spans], byOp, byTransaction, errors, logs, metrics] = await Promise.all([
    queryRows(Count, `SELECT uniqExact(span_id) AS count FROM spans WHERE ${where}`, parameters),
    queryRows(OpCount, countBy("op", "count DESC, op"), parameters),
    queryRows(TransactionCount, countBy("event_id AS eventId", "eventId"), parameters),
    count("errors"),
    count("logs"),
    count("metrics"),
  ]);
  return { spans: spans?.count ?? 0, errors, logs, metrics, byOp, byTransaction };
}
