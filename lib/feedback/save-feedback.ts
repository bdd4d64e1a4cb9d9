import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { feedbackKey, type FirstReports, foldReports, REPLACEABLE_MS } from "#lib/feedback/fold-reports.ts";
import type { NewFeedback } from "#lib/feedback/new-feedback.ts";
import { holdProjects } from "#lib/projects/hold-projects.ts";

const KeyRow = z.object({ key: z.string() });
const FirstRow = KeyRow.extend({ at: z.coerce.number() });

const KEY = "f.project_id || ':' || replace(f.event_id::text, '-', '') AS key";

async function findStored(on: PoolClient, feedback: readonly NewFeedback[]): Promise<FirstReports> {
  const rows = await selectRows(
    on,
    FirstRow,
    `SELECT ${KEY}, extract(epoch FROM f.received_at) * 1000 AS at
     FROM feedback f JOIN unnest($1::int[], $2::uuid[]) AS x (project_id, event_id) USING (project_id, event_id)`,
    [feedback.map(({ projectId }) => projectId), feedback.map(({ eventId }) => eventId)],
  );
  return new Map(rows.map(({ key, at }) => [key, at]));
}

const toRow = (feedback: NewFeedback) => ({
  project_id: feedback.projectId,
  event_id: feedback.eventId,
  associated_event_id: feedback.associatedEventId,
  replay_id: feedback.replayId,
  trace_id: feedback.event?.trace?.traceId ?? null,
  message: feedback.message,
  name: feedback.name,
  email: feedback.email,
  url: feedback.url,
  source: feedback.source,
  is_report: feedback.isReport,
  release: feedback.event?.release ?? "",
  environment: feedback.event?.environment ?? "",
  platform: feedback.event?.platform ?? "other",
  tags: Object.fromEntries(feedback.event?.tags ?? []),
  event: feedback.event ?? {},
  at: new Date(feedback.timestamp),
  received_at: new Date(feedback.receivedAt),
});

// The condition is checked once more under the row's lock: another worker may have stored the first one just now.
const SAVE = `
  INSERT INTO feedback AS f (project_id, event_id, associated_event_id, replay_id, trace_id, message, name, email, url,
    source, release, environment, platform, tags, event, timestamp, received_at)
  SELECT project_id, event_id, associated_event_id, replay_id, trace_id, message, name, email, url,
    source, release, environment, platform, tags, event, at, received_at
  FROM json_to_recordset($1) AS x(project_id int, event_id uuid, associated_event_id uuid, replay_id uuid,
    trace_id uuid, message text, name text, email text, url text, source text, release text, environment text,
    platform text, tags jsonb, event jsonb, at timestamptz, received_at timestamptz)
  ORDER BY project_id, event_id`;
const REPLACE = `ON CONFLICT (project_id, event_id) DO UPDATE
  SET message = excluded.message, name = excluded.name, email = excluded.email
  WHERE excluded.received_at <= f.received_at + $2 * interval '1 millisecond'`;

async function save(on: PoolClient, feedback: readonly NewFeedback[], areReports: boolean) {
  if (feedback.length === 0) return [];
  const rows = JSON.stringify(feedback.map(toRow));
  const saved = areReports
    ? await selectRows(on, KeyRow, `${SAVE} ${REPLACE} RETURNING ${KEY}`, [rows, REPLACEABLE_MS])
    : await selectRows(on, KeyRow, `${SAVE} ON CONFLICT DO NOTHING RETURNING ${KEY}`, [rows]);
  return saved.map(({ key }) => key);
}

/**
 * Writes feedback, each id of a project once; a report that is sent again within five minutes replaces the words of
 * the first. Of a project that is gone, nothing is written.
 * @returns those whose id was there already.
 */
export async function saveFeedback(
  on: PoolClient,
  feedback: readonly NewFeedback[],
): Promise<ReadonlySet<NewFeedback>> {
  if (feedback.length === 0) return new Set();
  const projects = await holdProjects(
    on,
    feedback.map(({ projectId }) => projectId),
  );
  const alive = feedback.filter(({ projectId }) => projects.has(projectId));
  const { kept, repeated } = foldReports(alive, await findStored(on, alive));
  const wanted = [...kept.values()];
  const saved = new Set([
    ...(await save(
      on,
      wanted.filter((one) => !one.isReport),
      false,
    )),
    ...(await save(
      on,
      wanted.filter((one) => one.isReport),
      true,
    )),
  ]);
  return new Set(alive.filter((one) => repeated.has(one) || !saved.has(feedbackKey(one))));
}
