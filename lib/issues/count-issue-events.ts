// Moves an issue's counters by the events that were just stored, and brings a resolved issue back.
import type { PoolClient } from "pg";
import type { Event } from "#lib/events/event.ts";
import { isHandled } from "#lib/events/error-row.ts";
import type { EventDescription } from "#lib/issues/title.ts";

type Counted = {
  issueId: number;
  event: Event;
  description: EventDescription;
  releaseId: number | null;
  environmentId: number;
};

const timesOf = (events: readonly Counted[]) => {
  const times = events.map(({ event }) => event.timestamp);
  return { first: new Date(Math.min(...times)), last: new Date(Math.max(...times)), count: events.length };
};

function latestOf(events: readonly Counted[]): Counted | undefined {
  return events.reduce<Counted | undefined>(
    (latest, item) => (latest && latest.event.timestamp > item.event.timestamp ? latest : item),
    undefined,
  );
}

function issueChanges(events: readonly Counted[]) {
  return [...Map.groupBy(events, (item) => item.issueId)].map(([id, list]) => {
    const latest = latestOf(list);
    return {
      id,
      ...timesOf(list),
      title: latest?.description.title,
      culprit: latest?.description.culprit,
      metadata: latest?.description.metadata,
      level: latest?.event.level.toUpperCase(),
      unhandled: latest ? isHandled(latest.event) === false : false,
      release_id: list.findLast((item) => item.releaseId !== null)?.releaseId ?? null,
    };
  });
}

// What people read on the list is the newest event's title and level; an older event that arrives late
// changes counts only. A resolved issue with a newer event is a regression: one row wins, in one statement.
const COUNT = `
  WITH change AS (
    SELECT * FROM json_to_recordset($1) AS x(id int, first timestamptz, last timestamptz, count bigint, title text,
      culprit text, metadata jsonb, level text, unhandled boolean, release_id int)),
  was AS (
    SELECT i.id, i.status, i.last_seen FROM issue i JOIN change c USING (id) ORDER BY i.id FOR NO KEY UPDATE OF i),
  counted AS (
    UPDATE issue i SET
      times_seen = i.times_seen + c.count,
      first_seen = least(i.first_seen, c.first),
      last_seen = greatest(i.last_seen, c.last),
      title = CASE WHEN c.last >= i.last_seen THEN c.title ELSE i.title END,
      culprit = CASE WHEN c.last >= i.last_seen THEN c.culprit ELSE i.culprit END,
      metadata = CASE WHEN c.last >= i.last_seen THEN c.metadata ELSE i.metadata END,
      level = CASE WHEN c.last >= i.last_seen THEN c.level::issue_level ELSE i.level END,
      unhandled = CASE WHEN c.last >= i.last_seen THEN c.unhandled ELSE i.unhandled END,
      last_release_id = CASE WHEN c.last >= i.last_seen THEN coalesce(c.release_id, i.last_release_id) ELSE i.last_release_id END,
      status = CASE WHEN w.status = 'RESOLVED' AND c.last > i.status_changed_at THEN 'UNRESOLVED' ELSE i.status END,
      substatus = CASE WHEN w.status = 'RESOLVED' AND c.last > i.status_changed_at THEN 'REGRESSED' ELSE i.substatus END,
      status_changed_at = CASE WHEN w.status = 'RESOLVED' AND c.last > i.status_changed_at THEN now() ELSE i.status_changed_at END
    FROM change c JOIN was w USING (id) WHERE i.id = c.id
    RETURNING i.id, w.status AS before, i.status AS after, c.release_id)
  INSERT INTO issue_activity (issue_id, type, data)
  SELECT id, 'REGRESSED', jsonb_build_object('releaseId', release_id) FROM counted
  WHERE before = 'RESOLVED' AND after = 'UNRESOLVED'`;

const COUNT_ENVIRONMENTS = `
  INSERT INTO issue_environment AS e (issue_id, environment_id, first_seen, last_seen, times_seen)
  SELECT issue_id, environment_id, first, last, count FROM json_to_recordset($1)
    AS x(issue_id int, environment_id int, first timestamptz, last timestamptz, count bigint)
  ORDER BY 1, 2
  ON CONFLICT (issue_id, environment_id) DO UPDATE SET
    first_seen = least(e.first_seen, excluded.first_seen),
    last_seen = greatest(e.last_seen, excluded.last_seen),
    times_seen = e.times_seen + excluded.times_seen`;

/** @param events newly stored events, in the order they arrived; `on` is the transaction that counts them. */
export async function countIssueEvents(on: PoolClient, events: readonly Counted[]): Promise<void> {
  if (events.length === 0) return;
  await on.query(COUNT, [JSON.stringify(issueChanges(events))]);
  const pairs = Map.groupBy(events, (item) => `${item.issueId}:${item.environmentId}`);
  const rows = [...pairs.values()].flatMap((list) => {
    const [first] = list;
    return first ? [{ issue_id: first.issueId, environment_id: first.environmentId, ...timesOf(list) }] : [];
  });
  await on.query(COUNT_ENVIRONMENTS, [JSON.stringify(rows)]);
}
