// Merging and unmerging as people do it, and what the digest makes of later events.
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { db, pool, selectRows } from "#lib/db.ts";
import { mergeIssues } from "#lib/issues/merge-issues.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { undoIssues } from "#lib/issues/undo-issues.ts";
import { unmergeGroups, unmergeIssue } from "#lib/issues/unmerge-groups.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { type SentError, sendErrors } from "#server/testing/send-errors.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const send = (...errors: SentError[]) => sendErrors(cast, errors);
const START = Date.now() - 3_600_000;

// Each has a primary hash of its own; the secondary one is the same, so that later ones join the first.
const A = ["-run", "-query", "-load", "+main"];
const B = ["-run", "-query", "+load", "+main"];
const C = ["-run", "+query", "+load", "+main"];

/** The visible issues by number, with their counts. */
async function visible() {
  const issues = await db().issue.findMany({
    where: { mergedIntoId: null, timesSeen: { gt: 0 } },
    orderBy: { number: "asc" },
  });
  return issues.map(({ number, timesSeen }) => [number, Number(timesSeen)]);
}

const issueOf = (number: number) =>
  db().issue.findUniqueOrThrow({ where: { projectId_number: { projectId: cast.web.projectId, number } } });

const groupsOf = async (number: number) => {
  const { id } = await issueOf(number);
  const groups = await db().groupingHash.findMany({ where: { issueId: id }, orderBy: { id: "asc" } });
  return groups.map((group) => group.id);
};

async function merge(...numbers: number[]) {
  const ids = await Promise.all(numbers.map(async (number) => (await issueOf(number)).id));
  return mergeIssues(cast.alice.access, { ids });
}

const Row = z.record(z.string(), z.unknown());

/** Everything that is counted, of issues, groups and environments, and who owns what. */
async function counters() {
  const issues = await selectRows(
    pool(),
    Row,
    `SELECT id, number, title, culprit, times_seen, first_seen, last_seen, first_release_id, last_release_id, merged_into_id,
       status, substatus FROM issue ORDER BY id`,
  );
  const groups = await selectRows(
    pool(),
    Row,
    "SELECT id, issue_id, origin_issue_id, primary_id, times_seen FROM grouping_hash ORDER BY id",
  );
  const environments = await selectRows(pool(), Row, "SELECT * FROM issue_environment ORDER BY 1, 2");
  return { issues, groups, environments };
}

const activity = async (number: number) => {
  const { id } = await issueOf(number);
  const found = await db().issueActivity.findMany({ where: { issueId: id }, orderBy: { id: "asc" } });
  return found.map(({ type, data }) => [
    type,
    z.looseObject({ detail: z.string().optional() }).parse(data).detail,
  ]);
};

describe("merging", () => {
  it("hides the smaller issue and moves its counts", async () => {
    await send(
      { fn: "a", at: START, environment: "production", release: "1" },
      { fn: "a", at: START + 2_000, environment: "production", release: "2" },
      { fn: "b", at: START - 5_000, environment: "production", release: "0" },
      { fn: "c", at: START + 9_000, environment: "staging" },
    );
    const outcome = await merge(2, 1, 3);
    expect(outcome).toMatchObject({ shortId: "WEB-1", changed: 2 });
    expect(await visible()).toEqual([[1, 4]]);
    expect(await issueOf(1)).toMatchObject({
      firstSeen: new Date(START - 5_000),
      lastSeen: new Date(START + 9_000),
    });
    const environments = await db().issueEnvironment.findMany({
      where: { issueId: outcome.parentId },
      include: { environment: true },
      orderBy: { environment: { name: "asc" } },
    });
    expect(environments.map(({ environment, timesSeen }) => [environment.name, timesSeen])).toEqual([
      ["production", 3n],
      ["staging", 1n],
    ]);
    expect(await activity(1)).toContainEqual(["MERGED", "WEB-2 and 1 more into it"]);
    expect(await activity(2)).toContainEqual(["MERGED", "it into WEB-1"]);
  });

  it("sends later events of both to the one", async () => {
    await send({ fn: "a" }, { fn: "a" }, { fn: "b" });
    await merge(1, 2);
    await send({ fn: "b" }, { fn: "a" }, { fn: "b" });
    expect(await visible()).toEqual([[1, 6]]);
  });

  it("keeps the issue that is chosen, though it is smaller", async () => {
    await send({ fn: "a" }, { fn: "a" }, { fn: "b" });
    const [one, two] = [await issueOf(1), await issueOf(2)];
    const outcome = await mergeIssues(cast.bob.access, { ids: [one.id, two.id], parentId: two.id });
    expect(outcome).toMatchObject({ parentId: two.id, shortId: "WEB-2" });
    expect(await visible()).toEqual([[2, 3]]);
  });

  it("takes an issue that was merged a moment ago for what it became part of", async () => {
    await send({ fn: "a" }, { fn: "a" }, { fn: "a" }, { fn: "b" }, { fn: "b" }, { fn: "c" });
    await merge(1, 2);
    await merge(2, 3);
    expect(await visible()).toEqual([[1, 6]]);
    expect((await issueOf(3)).mergedIntoId).toBe((await issueOf(1)).id);
    expect(await merge(1, 2)).toMatchObject({ changed: 0, undo: null });
  });

  it("leads the addresses of what was merged, over several merges, to the issue that has the events", async () => {
    await send({ fn: "a" }, { fn: "a" }, { fn: "a" }, { fn: "a" }, { fn: "b" }, { fn: "b" }, { fn: "c" });
    await merge(2, 3);
    await merge(1, 2);
    const found = await findIssue(cast.alice.access, "WEB-3");
    expect(found).toMatchObject({ shortId: "WEB-1", timesSeen: 7, mergedFrom: "WEB-3" });
    expect(found?.groupIds).toHaveLength(3);
    expect(await findIssue(cast.charlie.access, "WEB-3")).toBeNull();
  });

  it("refuses what it cannot mean", async () => {
    await send({ fn: "a" }, { fn: "b" });
    const [one, two] = [await issueOf(1), await issueOf(2)];
    const other = await db().project.create({
      data: { organizationId: cast.web.organizationId, slug: "api", name: "Api" },
    });
    const far = await db().issue.create({
      data: {
        projectId: other.id,
        number: 1,
        title: "x",
        culprit: "",
        firstSeen: new Date(),
        lastSeen: new Date(),
      },
    });
    const attempt = (ids: number[], parentId?: number) => mergeIssues(cast.alice.access, { ids, parentId });
    await expect(attempt([one.id])).rejects.toMatchObject({ status: 400 });
    await expect(attempt([one.id, one.id])).rejects.toMatchObject({ status: 400 });
    await expect(attempt([one.id, far.id])).rejects.toMatchObject({ status: 400 });
    await expect(attempt([one.id, two.id], far.id)).rejects.toMatchObject({ status: 400 });
    await expect(attempt([one.id, 999_999])).rejects.toMatchObject({ status: 404 });
    expect(await visible()).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it("is closed to strangers", async () => {
    await send({ fn: "a" }, { fn: "b" });
    const [one, two] = [await issueOf(1), await issueOf(2)];
    const { access } = cast.charlie;
    await expect(mergeIssues(access, { ids: [one.id, two.id] })).rejects.toMatchObject({ status: 404 });
    const { undo } = await merge(1, 2);
    await expect(unmergeIssue(access, two.id)).rejects.toMatchObject({ status: 404 });
    await expect(unmergeGroups(access, one.id, await groupsOf(1))).rejects.toMatchObject({ status: 404 });
    await expect(undoIssues(access, undo ?? "")).rejects.toMatchObject({ status: 404 });
    expect(await visible()).toEqual([[1, 2]]);
  });
});

describe("unmerging", () => {
  it("brings a merged issue back as it was, and its later events with it", async () => {
    await send({ fn: "a" }, { fn: "a" }, { fn: "b" });
    const two = await issueOf(2);
    await db().issue.update({ where: { id: two.id }, data: { status: "ARCHIVED", commentCount: 3 } });
    await merge(1, 2);
    await send({ fn: "b", environment: "production" });
    expect(await unmergeIssue(cast.alice.access, two.id)).toMatchObject({ shortId: "WEB-2", changed: 1 });
    expect(await visible()).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(await issueOf(2)).toMatchObject({ status: "ARCHIVED", commentCount: 3, mergedIntoId: null });
    await send({ fn: "b" }, { fn: "b" }, { fn: "a" });
    expect(await visible()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(await activity(1)).toContainEqual(["UNMERGED", "1 group from it, now WEB-2"]);
    expect(await activity(2)).toContainEqual(["UNMERGED", "it from WEB-1"]);
  });

  it("makes a new issue of groups that were never one, and it lasts", async () => {
    await send({ stack: A, value: "first" }, { stack: B, value: "second" });
    expect(await visible()).toEqual([[1, 2]]);
    const groups = await db().groupingHash.findMany({ where: { title: "Error: second" } });
    const outcome = await unmergeGroups(
      cast.alice.access,
      (await issueOf(1)).id,
      groups.map(({ id }) => id),
    );
    expect(outcome).toMatchObject({ shortId: "WEB-2", changed: 1 });
    expect(await issueOf(2)).toMatchObject({ title: "Error: second", status: "UNRESOLVED", timesSeen: 1n });
    expect(await issueOf(1)).toMatchObject({ title: "Error: first", timesSeen: 1n });
    for (let round = 0; round < 3; round++) await send({ stack: B }, { stack: A }, { stack: B });
    expect(await visible()).toEqual([
      [1, 4],
      [2, 7],
    ]);
    // A third one still has the secondary hash in common with the first.
    await send({ stack: C });
    expect(await visible()).toEqual([
      [1, 5],
      [2, 7],
    ]);
  });

  it("takes the hashes along that came beside a group", async () => {
    await send({ stack: A }, { stack: B });
    const { primaryId } = await db().groupingHash.findFirstOrThrow({ where: { primaryId: { not: null } } });
    await unmergeGroups(cast.alice.access, (await issueOf(1)).id, [primaryId!]);
    expect(await groupsOf(2)).toHaveLength(2);
    await send({ stack: B }, { stack: A }, { stack: C });
    expect(await visible()).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it("moves groups to an issue that is named, and they come along when that is merged and unmerged", async () => {
    await send({ fn: "a" }, { fn: "a" }, { fn: "b" }, { fn: "c" }, { fn: "d" }, { fn: "d" }, { fn: "d" });
    await merge(1, 2);
    const b = (await groupsOf(1)).at(-1)!;
    const three = await issueOf(3);
    await unmergeGroups(cast.alice.access, (await issueOf(1)).id, [b], three.id);
    await send({ fn: "b" });
    expect(await visible()).toEqual([
      [1, 2],
      [3, 3],
      [4, 3],
    ]);
    await merge(3, 4);
    await send({ fn: "b" });
    const hidden = await db().issue.findFirstOrThrow({
      where: { mergedIntoId: { not: null }, number: { gt: 2 } },
    });
    await unmergeIssue(cast.alice.access, hidden.id);
    expect(await visible()).toEqual([
      [1, 2],
      [3, 4],
      [4, 3],
    ]);
  });

  it("leaves at least one group, and takes only the issue's own", async () => {
    await send({ fn: "a" }, { fn: "a" }, { fn: "b" });
    const stranger = await groupsOf(2);
    const { id } = await issueOf(1);
    await expect(unmergeGroups(cast.alice.access, id, await groupsOf(1))).rejects.toMatchObject({
      status: 400,
    });
    await expect(unmergeGroups(cast.alice.access, id, stranger)).rejects.toMatchObject({ status: 404 });
    await expect(unmergeIssue(cast.alice.access, id)).rejects.toMatchObject({ status: 404 });
  });
});

describe("taking a merge back", () => {
  it("restores every count of hundreds of issues, with what came since", async () => {
    const count = 300;
    await send(
      ...Array.from({ length: count }, (_, at) => ({
        fn: `step${at}`,
        at: START + at * 10,
        release: `r${at % 3}`,
        environment: ["production", "staging", ""][at % 3],
      })),
    );
    const before = await counters();
    const ids = before.issues.map(({ id }) => z.number().parse(id));
    const outcome = await mergeIssues(cast.alice.access, { ids });
    expect(outcome.changed).toBe(count - 1);
    expect(await visible()).toEqual([[1, count]]);
    expect(await undoIssues(cast.alice.access, outcome.undo ?? "")).toMatchObject({ changed: count - 1 });
    expect(await counters()).toEqual(before);

    const again = await mergeIssues(cast.alice.access, { ids });
    await send({ fn: "step7", environment: "production" }, { fn: "step0" }, { fn: "step7" });
    await undoIssues(cast.alice.access, again.undo ?? "");
    expect(await issueOf(1)).toMatchObject({ timesSeen: 2n, mergedIntoId: null });
    expect(await issueOf(8)).toMatchObject({ timesSeen: 3n, mergedIntoId: null });
    expect(await db().issue.count({ where: { mergedIntoId: { not: null } } })).toBe(0);
    const [sums] = await selectRows(
      pool(),
      z.object({ issues: z.string(), environments: z.string() }),
      `SELECT (SELECT sum(times_seen) FROM issue)::text AS issues,
         (SELECT sum(times_seen) FROM issue_environment)::text AS environments`,
    );
    expect(sums).toEqual({ issues: `${count + 3}`, environments: `${count + 3}` });
  });

  it("works once, and only for whoever merged", async () => {
    await send({ fn: "a" }, { fn: "b" });
    const { undo } = await merge(1, 2);
    await expect(undoIssues(cast.bob.access, undo ?? "")).rejects.toMatchObject({ status: 404 });
    await undoIssues(cast.alice.access, undo ?? "");
    await expect(undoIssues(cast.alice.access, undo ?? "")).rejects.toMatchObject({ status: 404 });
  });

  it("leaves what was unmerged since, and follows what was merged since", async () => {
    await send(
      { fn: "a" },
      { fn: "a" },
      { fn: "b" },
      { fn: "c" },
      { fn: "d" },
      { fn: "d" },
      { fn: "d" },
      { fn: "d" },
    );
    const { undo } = await merge(1, 2, 3);
    await unmergeIssue(cast.alice.access, (await issueOf(2)).id);
    await merge(1, 4);
    expect(await visible()).toEqual([
      [2, 1],
      [4, 7],
    ]);
    expect(await undoIssues(cast.alice.access, undo ?? "")).toMatchObject({ changed: 1 });
    expect(await visible()).toEqual([
      [2, 1],
      [3, 1],
      [4, 6],
    ]);
  });
});
