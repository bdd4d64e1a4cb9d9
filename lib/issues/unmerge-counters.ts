// Moves groups out of an issue that this transaction holds, with their counts. Counts and times of issues follow
// from those of their groups; environments and releases from ClickHouse.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { moveSnoozes } from "#lib/issues/snoozes-of-merged.ts";
import { countedTelemetry, type GroupTelemetry } from "#lib/issues/unmerge-telemetry.ts";

/** `isFresh`: it comes back or is new, so that all it counts are these groups. */
export type Move = { target: number; groupIds: readonly bigint[]; isFresh: boolean; keepsOrigin: boolean };
type Source = { id: number; projectId: number; organizationId: number };

const IdRow = z.object({ id: z.coerce.bigint() });

const MOVE_GROUPS = `
  UPDATE grouping_hash h SET
    issue_id = x.target, origin_issue_id = CASE WHEN x.keeps THEN h.origin_issue_id ELSE x.target END
  FROM json_to_recordset($1) AS x(id bigint, target int, keeps boolean) WHERE h.id = x.id`;

const COUNT_TARGETS = `
  WITH moved AS (
    SELECT x.target, x.fresh, sum(h.times_seen) AS times,
      min(h.first_seen) FILTER (WHERE h.times_seen > 0) AS first,
      max(h.last_seen) FILTER (WHERE h.times_seen > 0) AS last
    FROM json_to_recordset($1) AS x(id bigint, target int, fresh boolean) JOIN grouping_hash h USING (id)
    GROUP BY x.target, x.fresh)
  UPDATE issue i SET
    merged_into_id = NULL,
    times_seen = m.times + CASE WHEN m.fresh THEN 0 ELSE i.times_seen END,
    first_seen = CASE WHEN m.fresh THEN coalesce(m.first, i.first_seen) ELSE least(i.first_seen, m.first) END,
    last_seen = CASE WHEN m.fresh THEN coalesce(m.last, i.last_seen) ELSE greatest(i.last_seen, m.last) END
  FROM moved m WHERE i.id = m.target`;

// An issue of which older events are gone keeps the count of them: what is taken away is what was moved.
const COUNT_SOURCE = `
  WITH left_over AS (
    SELECT min(first_seen) AS first, max(last_seen) AS last FROM grouping_hash WHERE issue_id = $1 AND times_seen > 0),
  moved AS (SELECT coalesce(sum(times_seen), 0) AS times FROM grouping_hash WHERE id = ANY ($2))
  UPDATE issue i SET
    times_seen = greatest(0, i.times_seen - m.times),
    first_seen = coalesce(r.first, i.first_seen),
    last_seen = coalesce(r.last, i.last_seen),
    first_release_id = CASE WHEN r.first > i.first_seen
      THEN (SELECT id FROM release WHERE organization_id = $3 AND version = $4) ELSE i.first_release_id END,
    last_release_id = CASE WHEN r.last < i.last_seen
      THEN (SELECT id FROM release WHERE organization_id = $3 AND version = $5) ELSE i.last_release_id END
  FROM left_over r, moved m WHERE i.id = $1`;

const LAST_RELEASES = `
  UPDATE issue i SET last_release_id = r.id
  FROM json_to_recordset($1) AS x(id int, version text)
  JOIN release r ON r.organization_id = $2 AND r.version = x.version WHERE i.id = x.id`;

const ENVIRONMENT_ROWS = `
  SELECT x.issue_id, e.id AS environment_id, x.first, x.last, x.count
  FROM json_to_recordset($1) AS x(issue_id int, name text, first timestamptz, last timestamptz, count bigint)
  JOIN environment e ON e.organization_id = $2 AND e.name = x.name`;

const ADD_ENVIRONMENTS = `
  INSERT INTO issue_environment AS e (issue_id, environment_id, first_seen, last_seen, times_seen)
  ${ENVIRONMENT_ROWS} ORDER BY 1, 2
  ON CONFLICT (issue_id, environment_id) DO UPDATE SET
    first_seen = least(e.first_seen, excluded.first_seen),
    last_seen = greatest(e.last_seen, excluded.last_seen),
    times_seen = e.times_seen + excluded.times_seen`;

const TAKE_ENVIRONMENTS = `
  UPDATE issue_environment e SET times_seen = greatest(0, e.times_seen - x.count)
  FROM (${ENVIRONMENT_ROWS}) AS x WHERE e.issue_id = x.issue_id AND e.environment_id = x.environment_id`;

const DATE_ENVIRONMENTS = `
  UPDATE issue_environment e SET first_seen = x.first, last_seen = x.last
  FROM (${ENVIRONMENT_ROWS}) AS x WHERE e.issue_id = x.issue_id AND e.environment_id = x.environment_id`;

type EnvironmentRow = { issue_id: number; name: string; first: Date; last: Date; count: number };

/** Adds up telemetry for each issue and environment. */
function byEnvironment(
  rows: readonly GroupTelemetry[],
  issueOf: (group: bigint) => number,
): EnvironmentRow[] {
  const sums = new Map<string, EnvironmentRow>();
  for (const { group, environment, first, last, count } of rows) {
    const issueId = issueOf(group);
    const key = `${issueId}:${environment}`;
    const sum = sums.get(key);
    sums.set(key, {
      issue_id: issueId,
      name: environment,
      first: new Date(Math.min(first, sum?.first.getTime() ?? first)),
      last: new Date(Math.max(last, sum?.last.getTime() ?? last)),
      count: count + (sum?.count ?? 0),
    });
  }
  return [...sums.values()];
}

const firstReleaseOf = (rows: readonly GroupTelemetry[]) =>
  rows.reduce<GroupTelemetry | undefined>((a, b) => (a && a.first <= b.first ? a : b), undefined)
    ?.firstRelease ?? "";

const lastReleaseOf = (rows: readonly GroupTelemetry[]) =>
  rows
    .filter(({ lastRelease }) => lastRelease !== "")
    .reduce<GroupTelemetry | undefined>((a, b) => (a && a.last >= b.last ? a : b), undefined)?.lastRelease ??
  "";

async function moveEnvironments(
  on: PoolClient,
  source: Source,
  moves: readonly Move[],
  telemetry: { moved: GroupTelemetry[]; left: GroupTelemetry[] },
): Promise<void> {
  const { organizationId } = source;
  const targets = new Map(moves.flatMap(({ target, groupIds }) => groupIds.map((id) => [id, target])));
  const json = (rows: readonly EnvironmentRow[]) => [JSON.stringify(rows), organizationId];
  const gained = byEnvironment(telemetry.moved, (group) => targets.get(group) ?? 0);
  const lost = byEnvironment(telemetry.moved, () => source.id);
  const left = byEnvironment(telemetry.left, () => source.id);
  const names = new Set(lost.map(({ name }) => name));
  const fresh = moves.filter(({ isFresh }) => isFresh).map(({ target }) => target);
  await on.query("DELETE FROM issue_environment WHERE issue_id = ANY ($1)", [fresh]);
  await on.query(ADD_ENVIRONMENTS, json(gained));
  await on.query(TAKE_ENVIRONMENTS, json(lost));
  await on.query(DATE_ENVIRONMENTS, json(left.filter(({ name }) => names.has(name))));
  await on.query("DELETE FROM issue_environment WHERE issue_id = $1 AND times_seen = 0", [source.id]);
}

/** Moves groups and all counts that depend on them; the transaction holds the source, its groups and the targets. */
export async function moveGroups(on: PoolClient, source: Source, moves: readonly Move[]): Promise<void> {
  const groupIds = moves.flatMap((move) => move.groupIds);
  const rows = JSON.stringify(
    moves.flatMap(({ target, groupIds: ids, isFresh, keepsOrigin }) =>
      ids.map((id) => ({ id: id.toString(), target, fresh: isFresh, keeps: keepsOrigin })),
    ),
  );
  await on.query(MOVE_GROUPS, [rows]);
  const staying = await selectRows(on, IdRow, "SELECT id FROM grouping_hash WHERE issue_id = $1", [
    source.id,
  ]);
  const telemetry = {
    moved: await countedTelemetry(on, source.projectId, groupIds),
    left: await countedTelemetry(
      on,
      source.projectId,
      staying.map(({ id }) => id),
    ),
  };
  await moveSnoozes(on, source.id, rows);
  await on.query(COUNT_TARGETS, [rows]);
  await on.query(COUNT_SOURCE, [
    source.id,
    groupIds.map(String),
    source.organizationId,
    firstReleaseOf(telemetry.left),
    lastReleaseOf(telemetry.left),
  ]);
  const ofGroup = Map.groupBy(telemetry.moved, ({ group }) => group);
  const releases = moves
    .filter(({ isFresh }) => isFresh)
    .map(({ target, groupIds: ids }) => ({
      id: target,
      version: lastReleaseOf(ids.flatMap((id) => ofGroup.get(id) ?? [])),
    }));
  await on.query(LAST_RELEASES, [JSON.stringify(releases), source.organizationId]);
  await moveEnvironments(on, source, moves, telemetry);
}
