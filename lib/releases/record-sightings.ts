// Which project has been seen with which release and environment, and when it sent its first event.
import type { PoolClient } from "pg";

/** Something that a project sent. */
export type Sighting = {
  projectId: number;
  /** Milliseconds since 1970. */
  timestamp: number;
  releaseId: number | null;
  environmentId: number | null;
};

async function recordReleases(on: PoolClient, sightings: readonly Sighting[]): Promise<void> {
  const seen = new Map<string, { release_id: number; project_id: number; first: number; last: number }>();
  for (const { projectId, timestamp, releaseId } of sightings) {
    if (releaseId === null) continue;
    const key = `${releaseId}:${projectId}`;
    const before = seen.get(key) ?? { first: timestamp, last: timestamp };
    const first = Math.min(before.first, timestamp);
    const last = Math.max(before.last, timestamp);
    seen.set(key, { release_id: releaseId, project_id: projectId, first, last });
  }
  if (seen.size === 0) return;
  await on.query(
    `INSERT INTO release_project AS r (release_id, project_id, first_event, last_event)
     SELECT release_id, project_id, to_timestamp(first / 1000), to_timestamp(last / 1000)
     FROM json_to_recordset($1) AS x(release_id int, project_id int, first float8, last float8) ORDER BY 1, 2
     ON CONFLICT (release_id, project_id) DO UPDATE SET
       first_event = least(r.first_event, excluded.first_event),
       last_event = greatest(r.last_event, excluded.last_event)
     WHERE excluded.last_event > r.last_event OR excluded.first_event < r.first_event`,
    [JSON.stringify([...seen.values()])],
  );
}

async function recordEnvironments(on: PoolClient, sightings: readonly Sighting[]): Promise<void> {
  const pairs = new Map(
    sightings.flatMap(({ projectId, environmentId }) =>
      environmentId === null
        ? []
        : [[`${environmentId}:${projectId}`, { environment_id: environmentId, project_id: projectId }]],
    ),
  );
  if (pairs.size === 0) return;
  await on.query(
    `INSERT INTO environment_project (environment_id, project_id)
     SELECT x.environment_id, x.project_id FROM json_to_recordset($1) AS x(environment_id int, project_id int)
     WHERE NOT EXISTS (SELECT FROM environment_project e
       WHERE e.environment_id = x.environment_id AND e.project_id = x.project_id)
     ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    [JSON.stringify([...pairs.values()])],
  );
}

/** @param sightings newly stored events and other items; `on` is the transaction that counts them. */
export async function recordSightings(on: PoolClient, sightings: readonly Sighting[]): Promise<void> {
  if (sightings.length === 0) return;
  await recordReleases(on, sightings);
  await recordEnvironments(on, sightings);
}

/** Notes when projects sent their first event. Almost always there is nothing to note, and no project is held. */
export async function recordFirstEvents(on: PoolClient, sightings: readonly Sighting[]): Promise<void> {
  if (sightings.length === 0) return;
  await on.query(
    `UPDATE project SET first_event_at = now() WHERE id IN (
       SELECT id FROM project WHERE id = ANY ($1) AND first_event_at IS NULL ORDER BY id FOR NO KEY UPDATE)`,
    [[...new Set(sightings.map(({ projectId }) => projectId))]],
  );
}
