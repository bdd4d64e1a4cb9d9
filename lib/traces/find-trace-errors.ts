import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { db } from "#lib/db.ts";
import { formatShortId } from "#lib/issues/short-id.ts";
import type { TraceError } from "#lib/traces/schema.ts";
import { traceScope, type TimeHint } from "#lib/traces/trace-scope.ts";

const MAX_ERRORS = 1_000;

const ErrorRow = z.object({
  eventId: z.string(),
  projectId: z.number(),
  groupId: z.coerce.bigint(),
  spanId: z.string(),
  timestamp: z.coerce.number(),
  title: z.string(),
  message: z.string(),
  level: z.string(),
  culprit: z.string(),
  transaction: z.string(),
});

/** Error events of a trace in these projects, by time; 1,000 at most. */
export async function findTraceErrors(
  projects: readonly ProjectAccess[],
  traceId: string,
  hint: TimeHint,
): Promise<TraceError[]> {
  const projectIds = projects.map((project) => project.projectId);
  const { where, parameters } = traceScope(projectIds, traceId, hint, "timestamp");
  const rows = await queryRows(
    ErrorRow,
    `SELECT replaceAll(toString(event_id), '-', '') AS eventId, project_id AS projectId, group_id AS groupId,
       span_id AS spanId, toUnixTimestamp64Milli(errors.timestamp) AS timestamp, title, message, level, culprit,
       transaction
     FROM errors WHERE ${where} ORDER BY errors.timestamp, event_id LIMIT ${MAX_ERRORS}`,
    parameters,
  );
  if (rows.length === 0) return [];
  const groups = await db().groupingHash.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.groupId))] }, projectId: { in: projectIds } },
    select: { id: true, issue: { select: { id: true, number: true, type: true } } },
  });
  const issues = new Map(groups.map((group) => [group.id, group.issue]));
  const slugs = new Map(projects.map(({ projectId, slug }) => [projectId, slug]));
  return rows.map(({ groupId, ...row }) => {
    const issue = issues.get(groupId);
    const shortId = issue && formatShortId(slugs.get(row.projectId) ?? "", issue.number);
    return { ...row, issue: issue && shortId ? { id: issue.id, shortId, type: issue.type } : null };
  });
}
