// Discarding an issue, and what the digest makes of its later events.
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { db, pool } from "#lib/db.ts";
import { digestBatch } from "#lib/digest/digest-batch.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { runDueJobs } from "#lib/digest/recurring-jobs.ts";
import { discardIssues } from "#lib/issues/discard-issues.ts";
import { listDiscarded, stopDiscarding } from "#lib/issues/discarded.ts";
import { mergeIssues } from "#lib/issues/merge-issues.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { postErrors, type SentError, sendErrors } from "#server/testing/send-errors.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await pool().query("DROP FUNCTION IF EXISTS refuse CASCADE");
  await stores.truncate();
  cast = await createCast();
});

const send = (...errors: SentError[]) => sendErrors(cast, errors);
const ids = async () => (await db().issue.findMany({ orderBy: { number: "asc" } })).map(({ id }) => id);
const counts = async () => {
  const issues = await db().issue.findMany({ where: { mergedIntoId: null }, orderBy: { number: "asc" } });
  return issues.map(({ number, timesSeen }) => [number, Number(timesSeen)]);
};
const outcomes = async () =>
  (await db().outcome.findMany({ orderBy: [{ outcome: "asc" }, { reason: "asc" }] })).map(
    ({ outcome, reason, quantity }) => `${outcome}${reason ? `:${reason}` : ""}=${quantity}`,
  );
const Count = z.object({ count: z.coerce.number() });
const stored = async () => (await queryRows(Count, "SELECT count() AS count FROM errors"))[0]?.count;

describe("a discarded issue", () => {
  it("goes with its events, and what comes later is dropped and not counted", async () => {
    await send({ fn: "a" }, { fn: "b" });
    const [one] = await ids();
    expect(await discardIssues(cast.bob.access, [one!])).toBe(1);
    await runDueJobs();
    await expect.poll(stored).toBe(1);
    await send({ fn: "a" }, { fn: "a" }, { fn: "b" });
    expect(await counts()).toEqual([[2, 2]]);
    expect(await stored()).toBe(2);
    expect(await outcomes()).toEqual(["accepted=3", "filtered:discarded-hash=2"]);
    expect(await db().eventId.count()).toBe(3);
  });

  it("takes what was merged into it along", async () => {
    await send({ fn: "a" }, { fn: "a" }, { fn: "b" });
    const { parentId } = await mergeIssues(cast.alice.access, { ids: await ids() });
    await discardIssues(cast.alice.access, [parentId]);
    await send({ fn: "a" }, { fn: "b" });
    expect(await counts()).toEqual([]);
    const { items } = await listDiscarded(cast.web);
    expect(items).toMatchObject([{ title: "Error: broken", by: "Alice", hashes: 2 }]);
  });

  it("does not take an issue along that only shares its secondary hash", async () => {
    const [first, second] = [
      ["-low", "+main"],
      ["+low", "+other", "-main"],
    ];
    await send({ stack: first }, { stack: second });
    const known = await ids();
    await discardIssues(cast.alice.access, [known[0]!]);
    await send({ stack: second });
    expect(await counts()).toEqual([[2, 2]]);
  });

  it("lets its events through again when that is asked for", async () => {
    await send({ fn: "a" });
    await discardIssues(cast.alice.access, await ids());
    const { items } = await listDiscarded(cast.web);
    await stopDiscarding(cast.web, items[0]!.id);
    await expect(stopDiscarding(cast.web, items[0]!.id)).rejects.toMatchObject({ status: 404 });
    await send({ fn: "a" });
    expect(await counts()).toEqual([[2, 1]]);
  });

  it("drops a batch's events that were stored and not yet counted", async () => {
    await send({ fn: "a" });
    await postErrors(cast, [{ fn: "a" }, { fn: "b" }]);
    await pool().query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON outcome FOR EACH STATEMENT EXECUTE FUNCTION refuse()`);
    await expect(digestBatch()).rejects.toThrow("the disk is full");
    await pool().query("DROP FUNCTION refuse CASCADE");
    await discardIssues(cast.alice.access, [(await ids())[0]!]);
    await drainJournal();
    expect(await counts()).toEqual([[2, 1]]);
    expect(await outcomes()).toEqual(["accepted=2", "filtered:discarded-hash=1"]);
    await runDueJobs();
    await expect.poll(stored).toBe(1);
  });

  it("is closed to strangers, and another project's list stays its own", async () => {
    await send({ fn: "a" });
    const known = await ids();
    await expect(discardIssues(cast.charlie.access, known)).rejects.toMatchObject({ status: 404 });
    const writer = { ...cast.alice.access, scopes: ["event:write" as const] };
    await expect(discardIssues(writer, known)).rejects.toMatchObject({ status: 403 });
    await discardIssues(cast.alice.access, known);
    const { items } = await listDiscarded(cast.web);
    const elsewhere = { ...cast.web, projectId: cast.web.projectId + 1 };
    expect((await listDiscarded(elsewhere)).items).toEqual([]);
    await expect(stopDiscarding(elsewhere, items[0]!.id)).rejects.toMatchObject({ status: 404 });
  });
});
