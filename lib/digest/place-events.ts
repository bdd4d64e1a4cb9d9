// T1, the first transaction: every event gets its issue, and every event id its owner. Running it again
// for the same rows changes nothing.
import type { PoolClient } from "pg";
import { z } from "zod";
import type { PreparedEvent } from "#lib/digest/prepared.ts";
import { inTransaction, selectRows } from "#lib/db.ts";
import { findOrCreateIssues } from "#lib/issues/find-or-create-issues.ts";
import { findOrCreateEnvironments, findOrCreateReleases } from "#lib/releases/find-or-create.ts";

/** An event with all that the stores need to know of it. */
export type PlacedEvent = PreparedEvent & {
  issueId: number;
  groupId: bigint;
  isNewIssue: boolean;
  organizationId: number;
  retentionDays: number;
  releaseId: number | null;
  environmentId: number;
};

export type Placement = { fresh: PlacedEvent[]; duplicates: PreparedEvent[]; orphans: PreparedEvent[] };

const ProjectRow = z.object({ id: z.number(), organizationId: z.number(), retentionDays: z.number() });

/** Locks the projects against deletion until the events are placed. */
async function loadProjects(on: PoolClient, ids: readonly number[]) {
  const rows = await selectRows(
    on,
    ProjectRow,
    `SELECT p.id, p.organization_id AS "organizationId", o.retention_days AS "retentionDays"
     FROM project p JOIN organization o ON o.id = p.organization_id
     WHERE p.id = ANY ($1) ORDER BY p.id FOR KEY SHARE OF p`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const OwnerRow = z.object({ key: z.string(), journalId: z.coerce.bigint() });
const idKey = (item: PreparedEvent) => `${item.event.projectId}:${item.event.eventId}`;

/** Takes the ids that nobody has. @returns which journal row owns each id, now or from long ago. */
async function claimEventIds(on: PoolClient, events: readonly PlacedEvent[]): Promise<Map<string, bigint>> {
  const wanted = JSON.stringify(
    events.map((item) => ({
      event_id: item.event.eventId,
      project_id: item.event.projectId,
      journal_id: item.journalId.toString(),
      group_id: item.groupId.toString(),
      timestamp: new Date(item.event.timestamp),
      received_at: new Date(item.event.receivedAt),
    })),
  );
  await on.query(
    `INSERT INTO event_id (event_id, project_id, journal_id, group_id, timestamp, received_at)
     SELECT * FROM json_to_recordset($1) AS x(event_id uuid, project_id int, journal_id bigint, group_id bigint,
       timestamp timestamptz, received_at timestamptz)
     ORDER BY event_id, project_id ON CONFLICT DO NOTHING`,
    [wanted],
  );
  const owners = await selectRows(
    on,
    OwnerRow,
    `SELECT e.project_id || ':' || replace(e.event_id::text, '-', '') AS key, e.journal_id AS "journalId"
     FROM event_id e JOIN json_to_recordset($1) AS x(event_id uuid, project_id int) USING (event_id, project_id)`,
    [wanted],
  );
  return new Map(owners.map((row) => [row.key, row.journalId]));
}

/** The first of each id within the batch; the others can only be duplicates. */
function firstOfEachId(events: readonly PreparedEvent[]) {
  const first = new Map<string, PreparedEvent>();
  const again: PreparedEvent[] = [];
  for (const item of events) {
    if (first.has(idKey(item))) again.push(item);
    else first.set(idKey(item), item);
  }
  return { first: [...first.values()], again };
}

async function place(on: PoolClient, events: readonly PreparedEvent[]): Promise<PlacedEvent[]> {
  const projects = await loadProjects(on, [...new Set(events.map((item) => item.event.projectId))]);
  const alive = events.flatMap((item) => {
    const project = projects.get(item.event.projectId);
    return project ? [{ ...item, ...project }] : [];
  });
  const names = alive.map(({ organizationId, event }) => ({ organizationId, event }));
  const releases = await findOrCreateReleases(
    on,
    names.flatMap(({ organizationId, event }) =>
      event.release ? [{ organizationId, name: event.release }] : [],
    ),
  );
  const environments = await findOrCreateEnvironments(
    on,
    names.map(({ organizationId, event }) => ({ organizationId, name: event.environment ?? "" })),
  );
  const releaseOf = (item: (typeof alive)[number]) =>
    releases.get(`${item.organizationId}:${item.event.release ?? ""}`) ?? null;
  const issues = await findOrCreateIssues(
    on,
    alive.map((item) => ({ ...item, releaseId: releaseOf(item) })),
  );
  return alive.flatMap((item, index) => {
    const issue = issues[index];
    const environmentId = environments.get(`${item.organizationId}:${item.event.environment ?? ""}`);
    if (!issue || environmentId === undefined)
      throw new Error("An event was left without issue or environment");
    return [{ ...item, ...issue, releaseId: releaseOf(item), environmentId }];
  });
}

/**
 * Finds or creates issues, releases and environments, and decides which events are new.
 * @returns `fresh` events belong to this batch, also when an earlier try of it placed them; `orphans`
 *   belong to a project that is gone.
 */
export async function placeEvents(events: readonly PreparedEvent[]): Promise<Placement> {
  if (events.length === 0) return { fresh: [], duplicates: [], orphans: [] };
  const { first, again } = firstOfEachId(events);
  return inTransaction(async (on) => {
    const placed = await place(on, first);
    const owners = await claimEventIds(on, placed);
    const isOurs = (item: PlacedEvent) => owners.get(idKey(item)) === item.journalId;
    const alive = new Set(placed.map(idKey));
    return {
      fresh: placed.filter(isOurs),
      duplicates: [...again, ...placed.filter((item) => !isOurs(item))],
      orphans: first.filter((item) => !alive.has(idKey(item))),
    };
  });
}
