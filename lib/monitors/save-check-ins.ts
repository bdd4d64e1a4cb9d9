import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { type CheckInState, foldCheckIns, type MonitorCheckIn } from "#lib/monitors/fold-check-ins.ts";
import { findOrCreateMonitors, monitorKey } from "#lib/monitors/find-or-create-monitors.ts";
import { CheckInStatus, type NewCheckIn } from "#lib/monitors/schema.ts";
import { holdProjects } from "#lib/projects/hold-projects.ts";

const StateRow = z.object({
  monitorId: z.number(),
  checkInId: z.string(),
  environment: z.string(),
  status: CheckInStatus,
  durationMs: z.coerce.number().nullable(),
  release: z.string(),
  traceId: z.string().nullable(),
  startedAt: z.coerce.number(),
  updatedAt: z.coerce.number(),
});

const COLUMNS = `c.monitor_id AS "monitorId", replace(c.check_in_id::text, '-', '') AS "checkInId", c.environment,
  c.status, c.duration_ms AS "durationMs", c.release, replace(c.trace_id::text, '-', '') AS "traceId",
  extract(epoch FROM c.started_at) * 1000 AS "startedAt", extract(epoch FROM c.updated_at) * 1000 AS "updatedAt"`;

const BY_ID = `
  SELECT ${COLUMNS} FROM check_in c
  JOIN unnest($1::int[], $2::uuid[]) AS x (monitor_id, check_in_id) USING (monitor_id, check_in_id)`;

// What began longer ago than a run may take is not meant; without that, a monitor whose runs all ended would have
// its whole history read each time.
const OPEN = `
  SELECT ${COLUMNS} FROM (SELECT DISTINCT * FROM unnest($1::int[], $2::text[])) AS x (monitor_id, environment)
  JOIN monitor m ON m.id = x.monitor_id
  CROSS JOIN LATERAL (
    SELECT * FROM check_in c WHERE c.monitor_id = x.monitor_id AND c.environment = x.environment
      AND c.status = 'IN_PROGRESS' AND c.started_at > now() -
        greatest(interval '1 day', coalesce((m.config->>'max_runtime')::int, 0) * interval '1 minute')
    ORDER BY c.started_at DESC, c.id DESC LIMIT $3) c`;

const MOST_OPEN = 100;

async function findStates(on: PoolClient, told: readonly MonitorCheckIn[]): Promise<CheckInState[]> {
  const named = told.filter(({ checkInId }) => checkInId !== null);
  const nameless = told.filter(({ checkInId }) => checkInId === null);
  const byId = await selectRows(on, StateRow, BY_ID, [
    named.map(({ monitorId }) => monitorId),
    named.map(({ checkInId }) => checkInId),
  ]);
  if (nameless.length === 0) return byId;
  const open = await selectRows(on, StateRow, OPEN, [
    nameless.map(({ monitorId }) => monitorId),
    nameless.map(({ environment }) => environment),
    Math.min(nameless.length, MOST_OPEN),
  ]);
  return [...byId, ...open];
}

async function saveStates(on: PoolClient, states: readonly CheckInState[]): Promise<void> {
  if (states.length === 0) return;
  await on.query(
    `INSERT INTO check_in (monitor_id, check_in_id, environment, status, duration_ms, release, trace_id, started_at,
       updated_at)
     SELECT "monitorId", "checkInId", environment, status::check_in_status, "durationMs", release, "traceId",
       to_timestamp("startedAt" / 1000), to_timestamp("updatedAt" / 1000)
     FROM json_to_recordset($1) AS x("monitorId" int, "checkInId" uuid, environment text, status text,
       "durationMs" bigint, release text, "traceId" uuid, "startedAt" float8, "updatedAt" float8)
     ORDER BY "startedAt"
     ON CONFLICT (monitor_id, check_in_id) DO UPDATE SET status = excluded.status,
       duration_ms = excluded.duration_ms, release = excluded.release, trace_id = excluded.trace_id,
       started_at = excluded.started_at, updated_at = excluded.updated_at`,
    [JSON.stringify(states)],
  );
}

/**
 * Writes check-ins, in their order, and the monitors that they name. Of a project that is gone, nothing is written.
 * @returns those whose monitor could not be made, as its project has too many.
 */
export async function saveCheckIns(
  on: PoolClient,
  checkIns: readonly NewCheckIn[],
): Promise<ReadonlySet<NewCheckIn>> {
  if (checkIns.length === 0) return new Set();
  const projects = await holdProjects(
    on,
    checkIns.map(({ projectId }) => projectId),
  );
  const alive = checkIns.filter(({ projectId }) => projects.has(projectId));
  const monitors = await findOrCreateMonitors(on, alive);
  const placed = alive.flatMap((checkIn) => {
    const monitorId = monitors.get(monitorKey(checkIn));
    return monitorId === undefined ? [] : [{ ...checkIn, monitorId }];
  });
  await saveStates(on, foldCheckIns(await findStates(on, placed), placed));
  return new Set(alive.filter((checkIn) => !monitors.has(monitorKey(checkIn))));
}
