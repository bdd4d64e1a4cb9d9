// Moves the counters of groups and issues by the events that were just stored. Which issue owns a group is
// asked here, not remembered from when the event was placed: it may have been merged or unmerged since.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import type { Event } from "#lib/events/event.ts";
import { isHandled } from "#lib/events/error-row.ts";
import { reopenRegressed } from "#lib/issues/reopen-regressed.ts";
import { wakeByCount } from "#lib/issues/snooze-by-count.ts";
import type { EventDescription } from "#lib/issues/title.ts";

type Counted = {
  groupId: bigint;
  event: Event;
  description: EventDescription;
  releaseId: number | null;
  environmentId: number;
  isNewIssue: boolean;
};

/** An issue that got events: all of them, in the order they arrived. */
export type IssueEvents<Item extends Counted = Counted> = { issueId: number; events: Item[] };

const OwnerRow = z.object({ id: z.coerce.bigint(), issueId: z.number() });

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

// Whoever changes which issue owns a group locks groups before issues, both in the order of their ids, as here.
const COUNT_GROUPS = `
  WITH change AS (
    SELECT * FROM json_to_recordset($1) AS x(id bigint, first timestamptz, last timestamptz, count bigint, title text)),
  held AS (
    SELECT h.id FROM grouping_hash h JOIN change c USING (id) ORDER BY h.id FOR NO KEY UPDATE OF h)
  UPDATE grouping_hash h SET
    first_seen = CASE WHEN h.times_seen = 0 THEN c.first ELSE least(h.first_seen, c.first) END,
    last_seen = CASE WHEN h.times_seen = 0 THEN c.last ELSE greatest(h.last_seen, c.last) END,
    title = CASE WHEN h.times_seen = 0 OR c.last >= h.last_seen THEN c.title ELSE h.title END,
    times_seen = h.times_seen + c.count
  FROM change c JOIN held USING (id) WHERE h.id = c.id
  RETURNING h.id, h.issue_id AS "issueId"`;

async function countGroups<Item extends Counted>(
  on: PoolClient,
  events: readonly Item[],
): Promise<IssueEvents<Item>[]> {
  const groups = Map.groupBy(events, (item) => item.groupId);
  const changes = [...groups].map(([id, list]) => ({
    id: id.toString(),
    ...timesOf(list),
    title: latestOf(list)?.description.title,
  }));
  const owners = await selectRows(on, OwnerRow, COUNT_GROUPS, [JSON.stringify(changes)]);
  const issueOf = new Map(owners.map((row) => [row.id, row.issueId]));
  // A group that is gone was deleted with its issue while this batch was stored.
  const owned = events.filter((item) => issueOf.has(item.groupId));
  return [...Map.groupBy(owned, (item) => issueOf.get(item.groupId) ?? 0)]
    .map(([issueId, list]) => ({ issueId, events: list }))
    .toSorted((a, b) => a.issueId - b.issueId);
}

function issueChanges(issues: readonly IssueEvents[]) {
  return issues.map(({ issueId, events }) => {
    const latest = latestOf(events);
    return {
      id: issueId,
      ...timesOf(events),
      title: latest?.description.title,
      culprit: latest?.description.culprit,
      metadata: latest?.description.metadata,
      level: latest?.event.level.toUpperCase(),
      unhandled: latest ? isHandled(latest.event) === false : false,
      release_id: events.findLast((item) => item.releaseId !== null)?.releaseId ?? null,
    };
  });
}

const SettledRow = z.object({
  id: z.number(),
  projectId: z.number(),
  status: z.enum(["RESOLVED", "ARCHIVED"]),
  statusChangedAt: z.date(),
});

// What people read on the list is the newest event's title and level; an older event that arrives late
// changes counts only. Few are resolved or archived with a condition: those may come back.
const COUNT = `
  WITH change AS (
    SELECT * FROM json_to_recordset($1) AS x(id int, first timestamptz, last timestamptz, count bigint, title text,
      culprit text, metadata jsonb, level text, unhandled boolean, release_id int)),
  was AS (
    SELECT i.id FROM issue i JOIN change c USING (id) ORDER BY i.id FOR NO KEY UPDATE OF i),
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
      last_release_id = CASE WHEN c.last >= i.last_seen THEN coalesce(c.release_id, i.last_release_id) ELSE i.last_release_id END
    FROM change c JOIN was USING (id) WHERE i.id = c.id
    RETURNING i.id, i.project_id, i.status, i.substatus, i.status_changed_at)
  SELECT id, project_id AS "projectId", status, status_changed_at AS "statusChangedAt" FROM counted
  WHERE status = 'RESOLVED' OR substatus = 'ARCHIVED_UNTIL_CONDITION_MET' ORDER BY id`;

/** Counts, and brings back what comes back by that. */
async function countIssues(on: PoolClient, issues: readonly IssueEvents[]): Promise<void> {
  const settled = await selectRows(on, SettledRow, COUNT, [JSON.stringify(issueChanges(issues))]);
  if (settled.length === 0) return;
  const eventsOf = new Map(issues.map(({ issueId, events }) => [issueId, events]));
  const { RESOLVED: resolved = [], ARCHIVED: archived = [] } = Object.groupBy(settled, (row) => row.status);
  await reopenRegressed(
    on,
    resolved.map(({ id, projectId, statusChangedAt }) => ({
      issueId: id,
      projectId,
      resolvedAt: statusChangedAt.getTime(),
      events: eventsOf.get(id) ?? [],
    })),
  );
  await wakeByCount(
    on,
    archived.map(({ id }) => id),
  );
}

const COUNT_ENVIRONMENTS = `
  INSERT INTO issue_environment AS e (issue_id, environment_id, first_seen, last_seen, times_seen)
  SELECT issue_id, environment_id, first, last, count FROM json_to_recordset($1)
    AS x(issue_id int, environment_id int, first timestamptz, last timestamptz, count bigint)
  ORDER BY 1, 2
  ON CONFLICT (issue_id, environment_id) DO UPDATE SET
    first_seen = least(e.first_seen, excluded.first_seen),
    last_seen = greatest(e.last_seen, excluded.last_seen),
    times_seen = e.times_seen + excluded.times_seen`;

/**
 * @param events newly stored events, in the order they arrived; `on` is the transaction that counts them.
 * @returns the events by the issue that owns them now, by id; those of a deleted issue are in none.
 */
export async function countIssueEvents<Item extends Counted>(
  on: PoolClient,
  events: readonly Item[],
): Promise<IssueEvents<Item>[]> {
  if (events.length === 0) return [];
  const issues = await countGroups(on, events);
  await countIssues(on, issues);
  const rows = issues.flatMap(({ issueId, events: ofIssue }) =>
    [...Map.groupBy(ofIssue, (item) => item.environmentId)].map(([environmentId, list]) => ({
      issue_id: issueId,
      environment_id: environmentId,
      ...timesOf(list),
    })),
  );
  await on.query(COUNT_ENVIRONMENTS, [JSON.stringify(rows)]);
  return issues;
}
