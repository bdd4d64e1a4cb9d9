// Which issue each event belongs to. The first of an event's hashes that has an owner decides; the others
// follow it. New issues are made under a lock on their project, so that two workers never make one twice.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { isHandled } from "#lib/events/error-row.ts";
import type { Event } from "#lib/events/event.ts";
import type { Grouping } from "#lib/issues/grouping/group-event.ts";
import { initialPriority } from "#lib/issues/priority.ts";
import type { EventDescription } from "#lib/issues/title.ts";

const LEVELS = { debug: "DEBUG", info: "INFO", warning: "WARNING", error: "ERROR", fatal: "FATAL" } as const;

type Candidate = {
  event: Event;
  grouping: Grouping;
  description: EventDescription;
  releaseId: number | null;
};

type Found = { issueId: number; groupId: bigint; isNewIssue: boolean };

const HashRow = z.object({ key: z.string(), id: z.coerce.bigint(), issueId: z.number() });
const NumberRow = z.object({ projectId: z.number(), last: z.number() });
const IssueRow = z.object({ id: z.number(), projectId: z.number(), number: z.number() });

const hashKey = (projectId: number, hash: string) => `${projectId}:${hash}`;
const keysOf = ({ event, grouping }: Candidate) =>
  grouping.hashes.map((hash) => hashKey(event.projectId, hash));

type Owners = Map<string, { id: bigint; issueId: number }>;

async function readOwners(on: PoolClient, candidates: readonly Candidate[]): Promise<Owners> {
  const pairs = candidates.flatMap(({ event, grouping }) =>
    grouping.hashes.map((hash) => ({ project_id: event.projectId, hash })),
  );
  const rows = await selectRows(
    on,
    HashRow,
    `SELECT DISTINCT h.project_id || ':' || h.hash AS key, h.id, h.issue_id AS "issueId" FROM grouping_hash h
     JOIN json_to_recordset($1) AS x(project_id int, hash char(32)) USING (project_id, hash)`,
    [JSON.stringify(pairs)],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Gathers unowned events into the issues-to-be: events that share any hash share one. */
function gather(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter((candidate) => {
    const keys = keysOf(candidate);
    const known = keys.some((key) => seen.has(key));
    keys.forEach((key) => seen.add(key));
    return !known;
  });
}

async function takeNumbers(on: PoolClient, founders: readonly Candidate[]) {
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

async function insertIssues(on: PoolClient, founders: readonly Candidate[]): Promise<number[]> {
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

/** Makes issues for the events that have none. @returns the new issues' ids by the hashes that founded them. */
async function createMissing(on: PoolClient, candidates: readonly Candidate[], known: Owners) {
  const isMissing = (owners: Owners) => (candidate: Candidate) =>
    !keysOf(candidate).some((key) => owners.has(key));
  const founded = new Map<string, number>();
  const missing = candidates.filter(isMissing(known));
  if (missing.length === 0) return founded;
  const projectIds = [...new Set(missing.map(({ event }) => event.projectId))];
  await on.query("SELECT id FROM project WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", [projectIds]);
  // Another worker may have made them while this one waited for the lock.
  for (const [key, owner] of await readOwners(on, missing)) known.set(key, owner);
  const founders = gather(missing.filter(isMissing(known)));
  const ids = founders.length === 0 ? [] : await insertIssues(on, founders);
  founders.forEach((founder, index) => keysOf(founder).forEach((key) => founded.set(key, ids[index] ?? 0)));
  return founded;
}

type NewHash = { project_id: number; hash: string; version: number; issue_id: number };

/** Every hash without an owner goes to the issue that its event belongs to, in the order of the events. */
function unattached(
  candidates: readonly Candidate[],
  known: Owners,
  founded: ReadonlyMap<string, number>,
): NewHash[] {
  const issueOf = new Map([...known].map(([key, owner]) => [key, owner.issueId]));
  founded.forEach((issueId, key) => issueOf.set(key, issueId));
  const wanted = new Map<string, NewHash>();
  for (const candidate of candidates) {
    const issueId = keysOf(candidate)
      .map((key) => issueOf.get(key))
      .find((id) => id !== undefined);
    if (issueId === undefined) throw new Error("An event was left without an issue");
    for (const hash of candidate.grouping.hashes) {
      const key = hashKey(candidate.event.projectId, hash);
      if (!issueOf.has(key)) issueOf.set(key, issueId);
      if (known.has(key) || wanted.has(key)) continue;
      const owner = issueOf.get(key) ?? issueId;
      wanted.set(key, {
        project_id: candidate.event.projectId,
        hash,
        version: candidate.grouping.version,
        issue_id: owner,
      });
    }
  }
  return [...wanted.values()];
}

async function attach(on: PoolClient, hashes: readonly NewHash[]): Promise<void> {
  await on.query(
    `INSERT INTO grouping_hash (project_id, hash, version, issue_id, origin_issue_id)
     SELECT project_id, hash, version, issue_id, issue_id FROM json_to_recordset($1) AS x(project_id int, hash text, version int, issue_id int)
     ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    [JSON.stringify(hashes)],
  );
}

/**
 * @param candidates events of any projects; their projects must exist.
 * @returns in the same order: the issue, the group (grouping_hash.id of the primary hash), and whether the
 *   issue was made here.
 */
export async function findOrCreateIssues(on: PoolClient, candidates: readonly Candidate[]): Promise<Found[]> {
  if (candidates.length === 0) return [];
  const known = await readOwners(on, candidates);
  const founded = await createMissing(on, candidates, known);
  const hashes = unattached(candidates, known, founded);
  if (hashes.length > 0) await attach(on, hashes);
  const owners = hashes.length > 0 ? await readOwners(on, candidates) : known;
  const isNew = new Set(founded.values());
  return candidates.map((candidate) => {
    const primary = owners.get(keysOf(candidate)[0] ?? "");
    if (!primary) throw new Error("A grouping hash has no owner after it was attached");
    return { issueId: primary.issueId, groupId: primary.id, isNewIssue: isNew.has(primary.issueId) };
  });
}
