// What ends an archive, and what makes an issue escalate: events through the door, the clock in hand.
import { beforeEach, describe, expect, it } from "vitest";
import { clickhouse } from "#lib/clickhouse.ts";
import { db, inTransaction, pool } from "#lib/db.ts";
import { runDueJobs } from "#lib/digest/recurring-jobs.ts";
import { escalateArchived } from "#lib/issues/escalate-archived.ts";
import { escalateNew } from "#lib/issues/escalate-new.ts";
import type { IssueChange } from "#lib/issues/schema.ts";
import { wakeByCondition, wakeByDate } from "#lib/issues/snooze-by-time.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { happen, storedIssue, times } from "#server/testing/happen.ts";
import { useStores } from "#server/testing/use-stores.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const stores = useStores();
let cast: Cast;
// Half past an hour, of today or yesterday: what happens within half an hour stays within the clock hour.
const now = Math.floor(Date.now() / HOUR) * HOUR - HOUR / 2;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

type Until = Extract<IssueChange, { kind: "archive" }>["until"];

async function archive(until: Until, at = now, name = "Crash"): Promise<void> {
  const { id } = await storedIssue(name);
  await updateIssues(cast.alice.access, { ids: [id], change: { kind: "archive", until } }, at);
}
const last = async () => (await storedIssue()).activities.at(-1);
const wake = async (at: number) => {
  await inTransaction((on) => wakeByDate(on, at));
  await inTransaction((on) => wakeByCondition(on, at));
};
const escalate = (at: number) => inTransaction((on) => escalateArchived(on, at));
const status = async () => (await storedIssue()).status;

const AWAKE = { status: "UNRESOLVED", substatus: "ESCALATING", reviewReason: "UNARCHIVED", snooze: null };

describe("an archive", () => {
  it("until three more events ends with the third, for whoever reads next", async () => {
    await happen(cast, ...times(2, () => ({ at: now - 10, level: "info" })));
    await archive({ count: 3 });
    expect(await storedIssue()).toMatchObject({
      substatus: "ARCHIVED_UNTIL_CONDITION_MET",
      reviewReason: null,
      snooze: { count: 3, startTimesSeen: 2n },
    });
    expect(await last()).toMatchObject({ data: { detail: "until 3 more events" } });
    await happen(cast, {}, {});
    expect(await status()).toBe("ARCHIVED");
    await happen(cast, {});
    expect(await storedIssue()).toMatchObject({ ...AWAKE, priority: "MEDIUM" });
    expect(await last()).toMatchObject({
      type: "UNARCHIVED",
      userId: null,
      data: { detail: "after 3 more events" },
    });
  });

  it("until events within a window counts those of the window", async () => {
    await happen(cast, ...times(5, () => ({ at: now - 10 })));
    await archive({ count: 3, windowMinutes: 10 });
    await happen(cast, { at: now + MINUTE }, { at: now + 2 * MINUTE }, { at: now + 13 * MINUTE });
    await wake(now + 13 * MINUTE);
    expect(await status()).toBe("ARCHIVED");
    await happen(cast, { at: now + 14 * MINUTE }, { at: now + 15 * MINUTE });
    await wake(now + 15 * MINUTE);
    expect(await storedIssue()).toMatchObject(AWAKE);
    expect(await last()).toMatchObject({ data: { detail: "after 3 events within 10 minutes" } });
  });

  it.each([
    [{ userCount: 2 }, 13, "after it happened to 2 users"],
    [{ userCount: 2, userWindowMinutes: 5 }, 2, "after it happened to 2 users within 5 minutes"],
  ])("until users: %j", async (until, minutes, detail) => {
    await happen(cast, { at: now - 10, user: "before" });
    await archive(until);
    await happen(cast, { at: now + MINUTE, user: "a" }, { at: now + 2, user: "a" }, { at: now + 2 });
    await wake(now + MINUTE);
    expect(await status()).toBe("ARCHIVED");
    await happen(cast, { at: now + minutes * MINUTE, user: "b" });
    await wake(now + minutes * MINUTE);
    expect(await storedIssue()).toMatchObject(AWAKE);
    expect(await last()).toMatchObject({ data: { detail } });
  });

  it("until users within a window forgets who came before it", async () => {
    await happen(cast, { at: now - 10 });
    await archive({ userCount: 2, userWindowMinutes: 5 });
    await happen(cast, { at: now + MINUTE, user: "a" }, { at: now + 8 * MINUTE, user: "b" });
    await wake(now + 8 * MINUTE);
    expect(await status()).toBe("ARCHIVED");
  });

  it("until a date ends then, and is ongoing", async () => {
    await happen(cast, { at: now - 10 });
    await archive({ until: now + HOUR });
    await wake(now + HOUR - 1);
    expect(await status()).toBe("ARCHIVED");
    await wake(now + HOUR);
    expect(await storedIssue()).toMatchObject({ ...AWAKE, substatus: "ONGOING", priority: "HIGH" });
    expect(await last()).toMatchObject({ type: "UNARCHIVED" });
  });

  it("until a date ends then, though nothing can be counted", async () => {
    const rename = (from: string, to: string) =>
      clickhouse().command({ query: `RENAME TABLE ${from} TO ${to}` });
    await happen(cast, { name: "A", at: now - 10 }, { name: "B", at: now - 10 });
    await archive({ until: Date.now() + 1 }, now, "A");
    await archive({ userCount: 5 }, now, "B");
    await happen(cast, { name: "B" });
    await rename("errors", "away");
    try {
      await runDueJobs().catch(() => undefined);
      await runDueJobs().catch(() => undefined);
    } finally {
      await rename("away", "errors");
    }
    expect((await storedIssue("A")).status).toBe("UNRESOLVED");
  });

  it("forever never ends", async () => {
    await happen(cast, { at: now - 10 });
    await archive("forever");
    await happen(cast, ...times(15, () => ({ at: now + MINUTE })));
    await wake(now + 30 * DAY);
    await escalate(now + MINUTE);
    expect(await status()).toBe("ARCHIVED");
  });

  it("until it escalates allows ten times the most of an hour, counted from when it was archived", async () => {
    await happen(cast, ...times(2, () => ({ at: now - 3 * HOUR })));
    await happen(cast, ...times(3, () => ({ at: now - 10 * MINUTE })));
    await archive("escalating");
    await happen(cast, ...times(30, (index) => ({ at: now + index })));
    await escalate(now + MINUTE);
    expect(await status()).toBe("ARCHIVED");
    await happen(cast, { at: now + 2 * MINUTE });
    await escalate(now + 2 * MINUTE);
    expect(await storedIssue()).toMatchObject({
      status: "UNRESOLVED",
      substatus: "ESCALATING",
      reviewReason: "ESCALATING",
    });
    expect(await last()).toMatchObject({
      type: "ESCALATING",
      data: { detail: "with 31 events in an hour, where at most 30 were expected", events: 31, expected: 30 },
    });
  });

  it("until it escalates sees what came at the end of an hour and was counted after it", async () => {
    await happen(cast, { at: now - 10 });
    await archive("escalating");
    const end = now + HOUR / 2;
    await happen(cast, ...times(11, (index) => ({ at: end - 1_000 + index })));
    await escalate(end + 10_000);
    expect(await last()).toMatchObject({ type: "ESCALATING", data: { events: 11, expected: 10 } });
  });

  it("that nothing is known of expects ten, and keeps no forecast of what is going on", async () => {
    await happen(cast, { at: now - 10 * DAY });
    await archive("escalating", now - 9 * DAY);
    await happen(cast, ...times(10, () => ({ at: now })));
    await escalate(now + 1);
    expect(await status()).toBe("ARCHIVED");
    await happen(cast, { at: now });
    await escalate(now + 1);
    expect(await status()).toBe("UNRESOLVED");
  });
});

describe("issues with many groups", () => {
  const ISSUES = 30;
  const all = (at: number) =>
    times(ISSUES, (index) => ({ name: `Issue ${"i".repeat(index)}`, user: "a", at }));

  // Groups that nothing happened in, newer than the one in which it does.
  async function archiveAll(until: Until): Promise<void> {
    await happen(cast, ...all(now - 10));
    await pool()
      .query(`INSERT INTO grouping_hash (project_id, hash, version, issue_id, origin_issue_id, last_seen)
      SELECT project_id, md5(id || ' ' || n), 1, id, id, first_seen FROM issue, generate_series(1, 1000) n`);
    const ids = (await db().issue.findMany()).map(({ id }) => id);
    expect(ids).toHaveLength(ISSUES);
    await updateIssues(cast.alice.access, { ids, change: { kind: "archive", until } }, now);
  }
  const archived = () => db().issue.count({ where: { status: "ARCHIVED" } });

  it("wake", async () => {
    await archiveAll({ userCount: 1 });
    await happen(cast, ...all(now + MINUTE));
    await wake(now + MINUTE);
    expect(await archived()).toBe(0);
  });

  it("escalate", async () => {
    await archiveAll("escalating");
    await happen(cast, ...Array.from({ length: 11 }, (_, index) => all(now + index)).flat());
    await escalate(now + MINUTE);
    expect(await archived()).toBe(0);
  });
});

describe("a new issue", () => {
  const rare = (name: string) => times(2, () => ({ name, at: now - 5 * HOUR }));
  const look = (at: number) => inTransaction((on) => escalateNew(on, at));

  it("escalates when it happens more often than nearly all others", async () => {
    await happen(cast, ...rare("A"), ...rare("B"), ...times(9, () => ({ at: now, level: "info" })));
    await look(now + MINUTE);
    expect((await storedIssue()).substatus).toBe("NEW");
    await happen(cast, { at: now, level: "info" });
    await look(now + 2 * MINUTE);
    expect(await storedIssue()).toMatchObject({
      substatus: "ESCALATING",
      priority: "MEDIUM",
      reviewReason: "ESCALATING",
    });
    expect((await storedIssue("A")).substatus).toBe("NEW");
    expect(await last()).toMatchObject({
      data: { detail: "with 10 events an hour; most issues here have at most 0.4" },
    });
  });

  it("of a project without others does not", async () => {
    await happen(cast, ...times(12, () => ({ at: now })));
    // Before the other test looked, so that its threshold is not remembered.
    await look(now + MINUTE);
    expect((await storedIssue()).substatus).toBe("NEW");
  });
});
