// Merging, unmerging and deleting while the digest is at work on the same issues.
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { clickhouse, queryRows } from "#lib/clickhouse.ts";
import { db, pool, selectRows } from "#lib/db.ts";
import { digestBatch } from "#lib/digest/digest-batch.ts";
import { runDueJobs } from "#lib/digest/recurring-jobs.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { deleteIssues } from "#lib/issues/delete-issues.ts";
import { discardIssues } from "#lib/issues/discard-issues.ts";
import { mergeIssues } from "#lib/issues/merge-issues.ts";
import { undoIssues } from "#lib/issues/undo-issues.ts";
import { unmergeIssue } from "#lib/issues/unmerge-groups.ts";
import { GroupingInput } from "#lib/projects/grouping-input.ts";
import { updateGroupingRules } from "#lib/projects/update-grouping.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { postErrors, sendErrors } from "#server/testing/send-errors.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await pool().query("DROP FUNCTION IF EXISTS refuse CASCADE");
  await stores.truncate();
  cast = await createCast();
});

/** Lets a batch come as far as ClickHouse, and no further. */
async function stopBeforeCounting(): Promise<void> {
  await pool().query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON outcome FOR EACH STATEMENT EXECUTE FUNCTION refuse()`);
  await expect(digestBatch()).rejects.toThrow("the disk is full");
  await pool().query("DROP FUNCTION refuse CASCADE");
}

const ids = async () => (await db().issue.findMany({ orderBy: { number: "asc" } })).map(({ id }) => id);

const Sums = z.object({ issues: z.string(), groups: z.string(), environments: z.string() });
const sums = async () => {
  const [row] = await selectRows(
    pool(),
    Sums,
    `SELECT (SELECT coalesce(sum(times_seen), 0) FROM issue WHERE merged_into_id IS NULL)::text AS issues,
       (SELECT coalesce(sum(times_seen), 0) FROM grouping_hash)::text AS groups,
       (SELECT coalesce(sum(e.times_seen), 0) FROM issue_environment e JOIN issue i ON i.id = e.issue_id
        WHERE i.merged_into_id IS NULL)::text AS environments`,
  );
  return row;
};
const all = (count: number) => ({ issues: `${count}`, groups: `${count}`, environments: `${count}` });

const counts = async () => {
  const issues = await db().issue.findMany({ where: { mergedIntoId: null }, orderBy: { number: "asc" } });
  return issues.map(({ number, timesSeen }) => [number, Number(timesSeen)]);
};

const Count = z.object({ count: z.coerce.number() });
const stored = async () => (await queryRows(Count, "SELECT count() AS count FROM errors"))[0]?.count;

describe("a batch that is stored and not yet counted", () => {
  it("counts for what its groups were merged into meanwhile", async () => {
    await sendErrors(cast, [{ fn: "a" }, { fn: "a" }, { fn: "b" }]);
    await postErrors(cast, [{ fn: "b" }, { fn: "b" }]);
    await stopBeforeCounting();
    await mergeIssues(cast.alice.access, { ids: await ids() });
    await drainJournal();
    expect(await counts()).toEqual([[1, 5]]);
    expect(await sums()).toEqual(all(5));
  });

  it("counts for what its groups were unmerged into meanwhile, and no event twice", async () => {
    await sendErrors(cast, [{ fn: "a" }, { fn: "a" }, { fn: "b", environment: "production" }]);
    const [, two] = await ids();
    await mergeIssues(cast.alice.access, { ids: await ids() });
    await postErrors(cast, [{ fn: "b", environment: "production" }, { fn: "b" }, { fn: "a" }]);
    await stopBeforeCounting();
    expect(await stored()).toBe(6);
    await unmergeIssue(cast.alice.access, two!);
    expect(await counts()).toEqual([
      [1, 2],
      [2, 1],
    ]);
    await drainJournal();
    expect(await counts()).toEqual([
      [1, 3],
      [2, 3],
    ]);
    expect(await sums()).toEqual(all(6));
  });

  it("passes over what was deleted meanwhile, and makes a new issue of it when it was not stored", async () => {
    await sendErrors(cast, [{ fn: "a" }, { fn: "b" }]);
    await postErrors(cast, [{ fn: "a" }, { fn: "b" }, { fn: "b" }]);
    await stopBeforeCounting();
    const [one] = await ids();
    await deleteIssues(cast.alice.access, [one!]);
    await drainJournal();
    expect(await db().deadLetter.count()).toBe(0);
    expect(
      await db().issue.findMany({ orderBy: { number: "asc" }, select: { number: true, timesSeen: true } }),
    ).toEqual([
      { number: 2, timesSeen: 3n },
      { number: 3, timesSeen: 1n },
    ]);
    expect(await sums()).toEqual(all(4));
  });
});

describe("a batch whose events would be grouped otherwise by now", () => {
  const group = async (fingerprintRules: string) =>
    updateGroupingRules(cast.web, GroupingInput.parse({ fingerprintRules, stackTraceRules: "" }));

  it("stays where it was stored, and makes no issue without events", async () => {
    await sendErrors(cast, [{ fn: "a" }]);
    await postErrors(cast, [{ fn: "a" }, { fn: "a" }]);
    await stopBeforeCounting();
    await group("type:Error -> all");
    await drainJournal();
    expect(await counts()).toEqual([[1, 3]]);
    expect(await sums()).toEqual(all(3));
  });

  it("is counted, not dropped, though events like it are discarded by now", async () => {
    await sendErrors(cast, [{ fn: "a" }]);
    await group("type:Error -> all");
    await sendErrors(cast, [{ fn: "b" }]);
    await group("");
    await postErrors(cast, [{ fn: "a" }]);
    await stopBeforeCounting();
    await discardIssues(cast.alice.access, [(await ids())[1]!]);
    await group("type:Error -> all");
    await drainJournal();
    expect(await counts()).toEqual([[1, 2]]);
    expect(await sums()).toEqual(all(2));
  });
});

describe("several at once", () => {
  it("lose no event and no count while issues are merged, unmerged and taken back", async () => {
    const kinds = Array.from({ length: 8 }, (_, at) => ({
      fn: `step${at}`,
      environment: at % 2 ? "a" : "b",
    }));
    await sendErrors(cast, kinds);
    const known = await ids();
    let sent = kinds.length;
    for (let round = 0; round < 6; round++) {
      // Kinds that are new have the secondary hash of one that is known, or none.
      const fresh = [{ stack: [`-low${round}`, "+step0"] }, { stack: [`+low${round}`, "+step0"] }];
      await postErrors(cast, [...kinds, ...kinds, ...fresh]);
      sent += 2 * kinds.length + fresh.length;
      const shuffle = async () => {
        const { undo } = await mergeIssues(cast.alice.access, { ids: known.slice(0, 4 + (round % 4)) });
        await unmergeIssue(cast.alice.access, known[1 + (round % 3)]!).catch(() => undefined);
        if (round % 2 && undo) await undoIssues(cast.alice.access, undo);
      };
      await Promise.all([drainJournal(), drainJournal(), shuffle(), shuffle().catch(() => undefined)]);
      while ((await drainJournal()) > 0);
    }
    expect(await stored()).toBe(sent);
    expect(await sums()).toEqual(all(sent));
    const [lost] = await selectRows(
      pool(),
      z.object({ count: z.number() }),
      `SELECT count(*)::int AS count FROM grouping_hash h JOIN issue i ON i.id = h.issue_id WHERE i.merged_into_id IS NOT NULL`,
    );
    expect(lost?.count).toBe(0);
    expect(await db().deadLetter.count()).toBe(0);
  }, 60_000);

  it("delete and digest without a failure", async () => {
    for (let round = 0; round < 4; round++) {
      const kinds = Array.from({ length: 5 }, (_, at) => ({ stack: [`-run${at}`, `+step${at}`] }));
      await sendErrors(cast, kinds);
      await postErrors(cast, [
        ...kinds,
        ...kinds.map(({ stack: [run] }) => ({ stack: [run!.replace("-", "+"), "+x"] })),
      ]);
      const gone = await ids();
      await Promise.all([drainJournal(), deleteIssues(cast.alice.access, gone), drainJournal()]);
      while ((await drainJournal()) > 0);
    }
    expect(await db().deadLetter.count()).toBe(0);
    const { issues, groups } = (await sums())!;
    expect(issues).toBe(groups);
  }, 60_000);
});

describe("deleting", () => {
  it("removes the issue, its hidden parts and their events, and what comes after is new", async () => {
    await sendErrors(cast, [{ fn: "a" }, { fn: "a" }, { fn: "b" }, { fn: "c" }]);
    const [one, two] = await ids();
    await mergeIssues(cast.alice.access, { ids: [one!, two!] });
    expect(await deleteIssues(cast.alice.access, [one!])).toBe(1);
    expect(await counts()).toEqual([[3, 1]]);
    expect(await db().groupingHash.count()).toBe(1);
    await runDueJobs();
    await expect.poll(stored).toBe(1);
    await sendErrors(cast, [{ fn: "a" }, { fn: "b" }]);
    expect(await counts()).toEqual([
      [3, 1],
      [4, 1],
      [5, 1],
    ]);
  });

  it("takes what a batch stores later with a second pass, many groups at a time", async () => {
    await sendErrors(cast, [{ fn: "a" }, { fn: "b" }, { fn: "c" }]);
    const known = await ids();
    for (const id of known) await deleteIssues(cast.alice.access, [id]);
    await runDueJobs();
    const [job, ...others] = await db().job.findMany({ where: { kind: "delete-events" } });
    expect(others).toEqual([]);
    expect(job?.payload).toMatchObject({ isLast: true, groupIds: expect.arrayContaining(["1", "2", "3"]) });
    await expect.poll(stored).toBe(0);
    await clickhouse().insert({
      table: "errors",
      values: [
        {
          project_id: cast.web.projectId,
          group_id: "2",
          timestamp: "2026-01-01 00:00:00",
          event_id: "a".repeat(32),
          retention_days: 9000,
        },
      ],
      format: "JSONEachRow",
    });
    await pool().query("UPDATE job SET run_at = now() WHERE kind = 'delete-events'");
    await runDueJobs();
    await expect.poll(stored).toBe(0);
    expect(await db().job.count({ where: { kind: "delete-events" } })).toBe(0);
  });

  it("is closed to strangers, and to those who may not", async () => {
    await sendErrors(cast, [{ fn: "a" }]);
    const known = await ids();
    await expect(deleteIssues(cast.charlie.access, known)).rejects.toMatchObject({ status: 404 });
    const reader = { ...cast.alice.access, scopes: ["event:write" as const] };
    await expect(deleteIssues(reader, known)).rejects.toMatchObject({ status: 403 });
    expect(await counts()).toEqual([[1, 1]]);
  });
});
