// Takes groups out of an issue, so that their later events go elsewhere too: back to the hidden issue that they came
// from, or to one that is new or named. Merging again is the way back.
import type { PoolClient } from "pg";
import { z } from "zod";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import {
  dropRulesThatMatch,
  findLearnedRule,
  learnFromIssues,
  newestEvents,
  replaceLearnedRule,
} from "#lib/issues/learn-from-groups.ts";
import { addActivities } from "#lib/issues/add-activities.ts";
import {
  ChangedHands,
  followMerged,
  type HeldIssue,
  holdIssues,
  mergedBelow,
  untilAtRest,
} from "#lib/issues/merge-locks.ts";
import { type ChangeOutcome, MAX_CHANGED_ISSUES } from "#lib/issues/schema.ts";
import type { UndoEntry } from "#lib/issues/undo.ts";
import { type Move, moveGroups } from "#lib/issues/unmerge-counters.ts";
import { describeAnew, splitIssue } from "#lib/issues/unmerge-issue-row.ts";
import { type MergedIssue, planUnmerge, type UnmergePlan } from "#lib/issues/unmerge-plan.ts";

/** `changed` counts groups. */
type UnmergeOutcome = ChangeOutcome & { issueId: number; shortId: string };

const MAX_TAUGHT = 50;

const GroupRow = z.object({
  id: z.coerce.bigint(),
  originId: z.number(),
  primaryId: z.coerce.bigint().nullable(),
  lastSeen: z.date(),
  isCounted: z.boolean(),
});
type GroupRow = z.infer<typeof GroupRow>;
type Place = { id: number; shortId: string };

/** All that the transaction holds of the issue that is taken apart. */
type Work = {
  on: PoolClient;
  access: OrganizationAccess;
  source: HeldIssue;
  held: HeldIssue[];
  tree: MergedIssue[];
  groups: GroupRow[];
  now: number;
};

/** Holds the issue, all that was merged into it, and `others`. A new issue needs the project, which comes first. */
async function begin(
  on: PoolClient,
  access: OrganizationAccess,
  sourceId: number,
  { others = [], now }: { others?: readonly number[]; now: number },
): Promise<Work> {
  await on.query(
    `SELECT id FROM project WHERE id = (SELECT project_id FROM issue WHERE id = $1) AND organization_id = $2
     FOR NO KEY UPDATE`,
    [sourceId, access.organizationId],
  );
  const tree = await mergedBelow(on, [sourceId]);
  const ids = new Set([sourceId, ...others, ...tree.map(({ id }) => id)]);
  const held = await holdIssues(on, access, [...ids]);
  const source = held.find((issue) => issue.id === sourceId);
  if (!source || source.mergedIntoId !== null || (await mergedBelow(on, [sourceId])).length !== tree.length)
    throw new ChangedHands();
  const groups = await selectRows(
    on,
    GroupRow,
    `SELECT id, origin_issue_id AS "originId", primary_id AS "primaryId", last_seen AS "lastSeen",
       times_seen > 0 AS "isCounted" FROM grouping_hash WHERE issue_id = $1 ORDER BY id`,
    [sourceId],
  );
  return { on, access, source, held, tree, groups, now };
}

/** What hangs on the selected groups goes with them: hashes that came beside them. */
function withSecondaries(groups: readonly GroupRow[], selected: ReadonlySet<bigint>): Set<bigint> {
  const beside = groups.filter(({ primaryId }) => primaryId !== null && selected.has(primaryId));
  return new Set([...selected, ...beside.map(({ id }) => id)]);
}

const countOf = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

async function note({ on, access, source, now }: Work, places: readonly Place[], moved: number) {
  const [first] = places;
  const others = places.length - 1;
  const what = others > 0 ? `${first?.shortId} and ${others} more` : (first?.shortId ?? "");
  const groups = countOf(moved, "group", "groups");
  await addActivities(
    on,
    [
      {
        issueId: source.id,
        type: "UNMERGED",
        data: { detail: `${groups} from it, now ${what}`, groups: moved },
      },
      ...places.map(({ id }) => ({
        issueId: id,
        type: "UNMERGED" as const,
        data: { detail: `it from ${source.shortId}`, parentId: source.id },
      })),
    ],
    { userId: access.userId, now },
  );
}

/** What the issue's rule says must follow from what is left, and no rule may bring back what was unmerged. */
async function unlearn({ on, source }: Work, movedIds: readonly bigint[]): Promise<void> {
  const left = await mergedBelow(on, [source.id]);
  const rule = await findLearnedRule(on, source.id);
  const lesson =
    left.length === 0
      ? { reason: "Nothing is merged any more." }
      : await learnFromIssues(on, source.projectId, [source.id]);
  const place = { projectId: source.projectId, issueId: source.id };
  await replaceLearnedRule(on, place, lesson, rule?.isActive ?? true);
  const unmerged = await newestEvents(source.projectId, movedIds);
  await dropRulesThatMatch(on, [source.id, ...left.map(({ id }) => id)], unmerged);
}

async function carryOut(work: Work, plan: UnmergePlan, target: Place | null): Promise<UnmergeOutcome> {
  const { on, access, source, groups } = work;
  const moves: Move[] = [...plan.returning].map(([issueId, groupIds]) => ({
    target: issueId,
    groupIds,
    isFresh: true,
    keepsOrigin: true,
  }));
  const held = new Map(work.held.map((issue) => [issue.id, issue]));
  const places: Place[] = moves.flatMap((move) => held.get(move.target) ?? []);
  if (plan.loose.length > 0) {
    const place = target ?? (await splitIssue(on, source, plan.loose));
    moves.push({ target: place.id, groupIds: plan.loose, isFresh: target === null, keepsOrigin: false });
    places.push(place);
  }
  const moved = new Set(moves.flatMap(({ groupIds }) => groupIds));
  const [first] = places;
  if (!first) throw new RequestError(404, "There is no such group in this issue.");
  const left = groups.filter(({ id }) => !moved.has(id));
  if (left.length === 0) throw new RequestError(400, `At least one group must stay with ${source.shortId}.`);
  await on.query(
    `UPDATE issue i SET merged_into_id = x.parent FROM json_to_recordset($1) AS x(id int, parent int) WHERE i.id = x.id`,
    [JSON.stringify(plan.adopted.map(({ id, parentId }) => ({ id, parent: parentId })))],
  );
  await moveGroups(on, { ...source, organizationId: access.organizationId }, moves);
  const newestOf = (rows: readonly GroupRow[]) =>
    Math.max(...rows.map(({ isCounted, lastSeen }) => (isCounted ? lastSeen.getTime() : 0)));
  if (newestOf(left) < newestOf(groups))
    await describeAnew(
      on,
      source,
      left.map(({ id }) => id),
    );
  const newest = groups
    .filter(({ id, isCounted }) => isCounted && moved.has(id))
    .toSorted((a, b) => b.lastSeen.getTime() - a.lastSeen.getTime());
  await unlearn(
    work,
    newest.slice(0, MAX_TAUGHT).map(({ id }) => id),
  );
  await note(work, places, newest.length || moved.size);
  return { issueId: first.id, shortId: first.shortId, changed: newest.length || moved.size, undo: null };
}

/**
 * Takes groups out of an issue. All groups of an issue that was merged bring it back as it was; others become a new
 * issue, or go to the issue that `targetId` names.
 * @throws RequestError 404 when a group is not this issue's or the target is not there, 400 when none would stay.
 */
export async function unmergeGroups(
  access: OrganizationAccess,
  issueId: number,
  groupIds: readonly bigint[],
  targetId?: number,
  now = Date.now(),
): Promise<UnmergeOutcome> {
  demand(access, "event:write");
  if (groupIds.length === 0 || groupIds.length > MAX_CHANGED_ISSUES)
    throw new RequestError(400, `Select 1 to ${MAX_CHANGED_ISSUES} groups.`);
  return untilAtRest(async (on) => {
    const [sourceId = issueId] = await followMerged(on, access, [issueId]);
    const others = targetId === undefined ? [] : await followMerged(on, access, [targetId]);
    const work = await begin(on, access, sourceId, { others, now });
    const own = new Set(work.groups.map(({ id }) => id));
    if (!groupIds.every((id) => own.has(id)))
      throw new RequestError(404, "There is no such group in this issue.");
    const selected = withSecondaries(work.groups, new Set(groupIds));
    const target = work.held.find(({ id }) => id === others[0]) ?? null;
    if (target?.id === sourceId) throw new RequestError(400, "They are in this issue already.");
    if (target && target.projectId !== work.source.projectId)
      throw new RequestError(400, "Groups stay within their project.");
    const plan = target
      ? { returning: new Map(), loose: [...selected], adopted: [] }
      : planUnmerge(sourceId, work.tree, work.groups, selected);
    return carryOut(work, plan, target);
  });
}

/** The groups that some hidden issues, and what was merged into them, brought to the issue. */
function groupsBroughtBy({ tree, groups }: Work, childIds: readonly number[]): Set<bigint> {
  const below = Map.groupBy(tree, ({ parentId }) => parentId);
  const inside = new Set(childIds);
  for (const id of inside) for (const child of below.get(id) ?? []) inside.add(child.id);
  return new Set(groups.filter(({ originId }) => inside.has(originId)).map(({ id }) => id));
}

async function unmergeChildren(
  on: PoolClient,
  access: OrganizationAccess,
  rootId: number,
  { childIds, now }: { childIds: readonly number[]; now: number },
): Promise<UnmergeOutcome | null> {
  const work = await begin(on, access, rootId, { now });
  const brought = groupsBroughtBy(work, childIds);
  if (brought.size === 0) return null;
  const selected = withSecondaries(work.groups, brought);
  return carryOut(work, planUnmerge(rootId, work.tree, work.groups, selected), null);
}

/**
 * Brings a merged issue back as it was, with the events that its groups had since.
 * @public for scripts and tests; pages unmerge groups
 * @throws RequestError 404 when it is not a merged issue of this organization.
 */
export async function unmergeIssue(
  access: OrganizationAccess,
  childId: number,
  now = Date.now(),
): Promise<UnmergeOutcome> {
  demand(access, "event:write");
  return untilAtRest(async (on) => {
    const [rootId] = await followMerged(on, access, [childId]);
    const outcome =
      rootId === undefined || rootId === childId
        ? null
        : await unmergeChildren(on, access, rootId, { childIds: [childId], now });
    if (!outcome) throw new RequestError(404, "There is no such merged issue.");
    return outcome;
  });
}

/**
 * Takes a merge back, in the caller's transaction: see `untilAtRest`. What was unmerged since stays as it is.
 * @returns how many issues came back.
 */
export async function undoMerge(
  on: PoolClient,
  access: OrganizationAccess,
  { parentId, children }: Extract<UndoEntry, { kind: "merge" }>,
  now = Date.now(),
): Promise<number> {
  const [rootId] = await followMerged(on, access, [parentId]);
  if (rootId === undefined) return 0;
  const tree = new Set((await mergedBelow(on, [rootId])).map(({ id }) => id));
  const childIds = children.map(({ issueId }) => issueId).filter((id) => tree.has(id));
  if (childIds.length === 0) return 0;
  const outcome = await unmergeChildren(on, access, rootId, { childIds, now });
  return outcome ? childIds.length : 0;
}
