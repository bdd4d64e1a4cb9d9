// Which issue each event belongs to (plan-issues.ts decides), and all that has to be written down for it. New
// issues are made under a lock on their project, so that two workers never make one twice; an issue that gets a new
// hash is held, so that nobody merges or deletes it meanwhile.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { createIssues, type Founder } from "#lib/issues/create-issues.ts";
import {
  ownKeys,
  readHashes,
  type Hashed,
  type HashOwner,
  type KnownHashes,
} from "#lib/issues/hash-owners.ts";
import { readLearnedRules } from "#lib/issues/learned-rules.ts";
import { planIssues, type NewHash, type Place, type Plan } from "#lib/issues/plan-issues.ts";

type Candidate = Hashed & Founder;
type Found = { issueId: number; groupId: bigint; isNewIssue: boolean };

const MAX_TRIES = 10;

const HashRow = z.object({ key: z.string(), id: z.coerce.bigint(), issueId: z.number() });
const HeldRow = z.object({ id: z.number() });

async function plan<Item extends Candidate>(
  on: PoolClient,
  candidates: readonly Item[],
): Promise<{ plan: Plan<Item>; known: KnownHashes }> {
  const known = await readHashes(on, candidates);
  const first = planIssues(candidates, known, () => undefined);
  if (first.founders.length === 0) return { plan: first, known };
  const projectIds = [...new Set(first.founders.map(({ event }) => event.projectId))];
  await on.query("SELECT id FROM project WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", [projectIds]);
  // Another worker may have made them while this one waited for the lock.
  const now = await readHashes(on, candidates);
  const learned = await readLearnedRules(on, projectIds);
  return { plan: planIssues(candidates, now, learned), known: now };
}

/** Whether the issues that get new hashes are still there and visible; they stay so until the transaction ends. */
async function holdIssues(on: PoolClient, hashes: readonly NewHash<Candidate>[]): Promise<boolean> {
  const ids = new Set(hashes.flatMap(({ place }) => ("issueId" in place ? [place.issueId] : [])));
  if (ids.size === 0) return true;
  const held = await selectRows(
    on,
    HeldRow,
    "SELECT id FROM issue WHERE id = ANY ($1) AND merged_into_id IS NULL ORDER BY id FOR SHARE",
    [[...ids]],
  );
  return held.length === ids.size;
}

async function insertHashes(
  on: PoolClient,
  hashes: readonly NewHash<Candidate>[],
  issueOf: (place: Place<Candidate>) => number,
) {
  const rows = hashes.map(({ key, version, place }) => {
    const [project_id, hash] = key.split(":");
    return { project_id: Number(project_id), hash, version, issue_id: issueOf(place) };
  });
  return selectRows(
    on,
    HashRow,
    `INSERT INTO grouping_hash (project_id, hash, version, issue_id, origin_issue_id)
     SELECT project_id, hash, version, issue_id, issue_id
     FROM json_to_recordset($1) AS x(project_id int, hash text, version int, issue_id int)
     ORDER BY 1, 2 ON CONFLICT DO NOTHING
     RETURNING project_id || ':' || hash AS key, id, issue_id AS "issueId"`,
    [JSON.stringify(rows)],
  );
}

/** A hash that came beside a primary one goes with it when that is unmerged. */
async function notePrimaries(
  on: PoolClient,
  hashes: readonly NewHash<Candidate>[],
  made: ReadonlyMap<string, HashOwner>,
  owners: ReadonlyMap<string, HashOwner>,
): Promise<void> {
  const rows = hashes.flatMap(({ key, primaryKey }) => {
    const primary = primaryKey === null ? undefined : owners.get(primaryKey);
    const own = made.get(key);
    return own && primary ? [{ id: own.id.toString(), primary_id: primary.id.toString() }] : [];
  });
  if (rows.length === 0) return;
  await on.query(
    `UPDATE grouping_hash h SET primary_id = x.primary_id
     FROM json_to_recordset($1) AS x(id bigint, primary_id bigint) WHERE h.id = x.id`,
    [JSON.stringify(rows)],
  );
}

/** Writes the planned hashes down. @returns the owners of all hashes, other workers' among them. */
async function attach(
  on: PoolClient,
  candidates: readonly Candidate[],
  { plan: { hashes }, known }: { plan: Plan<Candidate>; known: KnownHashes },
  issueOf: (place: Place<Candidate>) => number,
): Promise<ReadonlyMap<string, HashOwner>> {
  if (hashes.length === 0) return known.owners;
  const made = new Map((await insertHashes(on, hashes, issueOf)).map((row) => [row.key, row]));
  const lost = new Set(hashes.map(({ key }) => key).filter((key) => !made.has(key)));
  const theirs = lost.size > 0 ? await readHashes(on, candidates) : undefined;
  const owners = new Map<string, HashOwner>([...known.owners, ...(theirs?.owners ?? []), ...made]);
  await notePrimaries(on, hashes, made, owners);
  return owners;
}

/** @returns undefined when an issue changed hands in between; nothing is written then. */
async function tryToFind(on: PoolClient, candidates: readonly Candidate[]) {
  const planned = await plan(on, candidates);
  if (!(await holdIssues(on, planned.plan.hashes))) return undefined;
  const ids = await createIssues(on, planned.plan.founders);
  const made = new Map(planned.plan.founders.map((founder, index) => [founder, ids[index] ?? 0]));
  const issueOf = (place: Place<Candidate>) =>
    "issueId" in place ? place.issueId : (made.get(place.founder) ?? 0);
  const owners = await attach(on, candidates, planned, issueOf);
  const isNew = new Set(ids);
  return candidates.map((candidate, index): Found | null => {
    if (!planned.plan.places[index]) return null;
    const primary = owners.get(ownKeys(candidate)[0] ?? "");
    if (!primary) throw new Error("A grouping hash has no owner after it was attached");
    return { issueId: primary.issueId, groupId: primary.id, isNewIssue: isNew.has(primary.issueId) };
  });
}

/**
 * @param candidates events of any projects; their projects must exist.
 * @returns in the same order: the issue, the group (grouping_hash.id of the primary hash), and whether the
 *   issue was made here; null for an event whose issue was discarded.
 */
export async function findOrCreateIssues(
  on: PoolClient,
  candidates: readonly Candidate[],
): Promise<(Found | null)[]> {
  if (candidates.length === 0) return [];
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const found = await tryToFind(on, candidates);
    if (found) return found;
  }
  throw new Error("Issues were merged or deleted again and again while their events were placed");
}
