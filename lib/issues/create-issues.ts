// New issues for the events that found one; the caller holds their projects.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { isHandled } from "#lib/events/error-row.ts";
import type { Event } from "#lib/events/event.ts";
import { initialPriority } from "#lib/issues/priority.ts";
import type { EventDescription } from "#lib/issues/title.ts";

const LEVELS = { debug: "DEBUG", info: "INFO", warning: "WARNING", error: "ERROR", fatal: "FATAL" } as const;

/** The event that an issue is made from. */
export type Founder = { event: Event; description: EventDescription; releaseId: number | null };

const NumberRow = z.object({ projectId: z.number(), last: z.number() });
const IssueRow = z.object({ id: z.number(), projectId: z.number(), number: z.number() });

async function takeNumbers(on: PoolClient, founders: readonly Founder[]) {
  const counts = Map.groupBy(founders, ({ event }) => event.projectId);
  const rows = await selectRows(
    on,
    NumberRow,
    `UPDATE project p SET last_issue_number = p.last_issue_number + x.count
     FROM json_to_recordset($1) AS x(id int, count int) WHERE p.id = x.id
     RETURNING p.id AS "projectId", p.last_issue_number - x.count AS last`,
    [JSON.stringify([...counts].map(([id, list]) => ({ id, count: list.length })))],
  );
  const next = new Map(rows.map((row) => [row.projectId, row.last]));
  return founders.map(({ event }) => {
    const number = (next.get(event.projectId) ?? 0) + 1;
    next.set(event.projectId, number);
    return number;
  });
}

/** @returns the new issues' ids, in the order of `founders`. */
export async function createIssues(on: PoolClient, founders: readonly Founder[]): Promise<number[]> {
  if (founders.length === 0) return [];
  const numbers = await takeNumbers(on, founders);
  const rows = founders.map(({ event, description, releaseId }, index) => ({
    project_id: event.projectId,
    number: numbers[index],
    type: description.type,
    title: description.title,
    culprit: description.culprit,
    metadata: description.metadata,
    level: LEVELS[event.level],
    platform: event.platform,
    logger: event.logger ?? "",
    priority: initialPriority(LEVELS[event.level]),
    unhandled: isHandled(event) === false,
    seen: new Date(event.timestamp),
    release_id: releaseId,
  }));
  const created = await selectRows(
    on,
    IssueRow,
    `WITH added AS (
       INSERT INTO issue (project_id, number, type, title, culprit, metadata, level, platform, logger, priority,
         unhandled, first_seen, last_seen, first_release_id, last_release_id)
       SELECT project_id, number, type, title, culprit, metadata, level::issue_level, platform, logger,
         priority::issue_priority, unhandled, seen, seen, release_id, release_id
       FROM json_to_recordset($1) AS x(project_id int, number int, type text, title text, culprit text,
         metadata jsonb, level text, platform text, logger text, priority text, unhandled boolean,
         seen timestamptz, release_id int)
       RETURNING id, project_id, number, first_seen),
     noted AS (INSERT INTO issue_activity (issue_id, type, created_at) SELECT id, 'FIRST_SEEN', first_seen FROM added)
     SELECT id, project_id AS "projectId", number FROM added`,
    [JSON.stringify(rows)],
  );
  const byNumber = new Map(created.map((row) => [`${row.projectId}:${row.number}`, row.id]));
  return rows.map((row) => byNumber.get(`${row.project_id}:${row.number}`) ?? 0);
}
