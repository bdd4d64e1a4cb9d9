import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import type { NewCheckIn } from "#lib/monitors/schema.ts";

/** A slug that a client makes up each time must not fill the table. */
const MAX_MONITORS = 1_000;

const MonitorRow = z.object({ key: z.string(), id: z.number() });

export const monitorKey = (monitor: { projectId: number; monitorSlug: string }) =>
  `${monitor.projectId}:${monitor.monitorSlug}`;

const WANTED = `json_to_recordset($1) AS x(project_id int, slug text, config jsonb)`;

/** Ordered by id, since two workers that lock the same monitors must do so in the same order. */
const LOCK = `
  SELECT m.project_id || ':' || m.slug AS key, m.id FROM monitor m
  WHERE (m.project_id, m.slug) IN (SELECT x.project_id, x.slug FROM ${WANTED})
  ORDER BY m.id FOR NO KEY UPDATE`;

const CREATE = `
  INSERT INTO monitor (project_id, slug, name, config)
  SELECT project_id, slug, slug, config FROM (
    SELECT x.*, row_number() OVER (PARTITION BY x.project_id ORDER BY x.slug) AS place FROM ${WANTED}
    WHERE NOT EXISTS (SELECT FROM monitor m WHERE m.project_id = x.project_id AND m.slug = x.slug)) missing
  WHERE place + (SELECT count(*) FROM monitor m WHERE m.project_id = missing.project_id) <= ${MAX_MONITORS}
  ORDER BY project_id, slug ON CONFLICT DO NOTHING`;

const CONFIGURE = `
  UPDATE monitor m SET config = x.config FROM ${WANTED}
  WHERE m.project_id = x.project_id AND m.slug = x.slug AND x.config IS NOT NULL
    AND m.config IS DISTINCT FROM x.config`;

/**
 * Finds the monitors of check-ins, makes those that are missing and takes over the newest configuration. Until the
 * transaction ends, nobody else may change their check-ins.
 * @returns ids by `monitorKey`; a project that has 1,000 monitors gets no more of them.
 */
export async function findOrCreateMonitors(
  on: PoolClient,
  checkIns: readonly NewCheckIn[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Map<string, { project_id: number; slug: string; config: NewCheckIn["config"] }>();
  for (const checkIn of checkIns) {
    const { projectId, monitorSlug, config } = checkIn;
    const key = monitorKey(checkIn);
    wanted.set(key, {
      project_id: projectId,
      slug: monitorSlug,
      config: config ?? wanted.get(key)?.config ?? null,
    });
  }
  const values = [JSON.stringify([...wanted.values()])];
  await on.query(CREATE, values);
  const locked = await selectRows(on, MonitorRow, LOCK, values);
  await on.query(CONFIGURE, values);
  return new Map(locked.map(({ key, id }) => [key, id]));
}
