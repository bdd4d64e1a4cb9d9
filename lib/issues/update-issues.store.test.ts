// What people do to issues, one and many, and take back.
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "#lib/db.ts";
import { ageIssues } from "#lib/issues/age-issues.ts";
import { autoResolve } from "#lib/issues/auto-resolve.ts";
import { issueActivity } from "#lib/issues/queries-activity.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import type { IssueChange } from "#lib/issues/schema.ts";
import { NEW_FOR_MS } from "#lib/issues/substatus.ts";
import { undoIssues } from "#lib/issues/undo-issues.ts";
import { expireUndo } from "#lib/issues/undo.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";
import { AutoResolveHours, updateAutoResolve } from "#lib/projects/update-auto-resolve.ts";
import type { Prisma } from "#prisma/client.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const HOUR = 3_600_000;
const stores = useStores();
const now = Date.now();
let cast: Cast;
let ids: number[];

async function seed(count: number, more: Partial<Prisma.IssueCreateManyInput> = {}): Promise<number[]> {
  const from = await db().issue.count();
  const seen = new Date(now - HOUR);
  const created = await db().issue.createManyAndReturn({
    data: Array.from({ length: count }, (_, index) => ({
      projectId: cast.web.projectId,
      number: from + index + 1,
      title: "Crash",
      culprit: "",
      firstSeen: seen,
      lastSeen: seen,
      statusChangedAt: seen,
      timesSeen: 1,
      ...more,
    })),
    select: { id: true },
  });
  return created.map(({ id }) => id);
}

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  ids = await seed(3);
});

const update = (change: IssueChange, on = ids, who = cast.alice) =>
  updateIssues(who.access, { ids: on, change }, now);
const undo = (id: string | null, who = cast.alice, at = now) => undoIssues(who.access, id ?? "", at);
const include = { resolution: true, snooze: true };
const issues = () => db().issue.findMany({ orderBy: { id: "asc" }, include });
const first = async () => (await issues())[0];
const scope = async () => (await findIssue(cast.alice.access, String(ids[0])))!.scope;
const latest = async () => (await issueActivity(await scope()))[0];
const subscribers = () =>
  db().issueSubscription.findMany({ where: { issueId: ids[0]! }, orderBy: { userId: "asc" } });

describe("updateIssues", () => {
  it("resolves what is not resolved, and says how many that were", async () => {
    expect(await update({ kind: "resolve" }, ids.slice(0, 1), cast.bob)).toMatchObject({ changed: 1 });
    expect(await update({ kind: "resolve" })).toMatchObject({ changed: 2 });
    expect(await update({ kind: "resolve" })).toEqual({ changed: 0, undo: null });
    expect(await first()).toMatchObject({ status: "RESOLVED", substatus: null, reviewReason: null });
    expect(await latest()).toMatchObject({ type: "RESOLVED", by: "Bob" });
  });

  it.each<[IssueChange, string]>([
    [{ kind: "archive", until: "forever" }, "forever"],
    [{ kind: "archive", until: "escalating" }, "until it escalates"],
    [{ kind: "archive", until: { count: 5, windowMinutes: 60 } }, "until 5 more events within 60 minutes"],
    [
      { kind: "archive", until: { userCount: 1, until: Date.UTC(2030, 0, 2) } },
      "until 1 more user or 2 Jan 2030, 00:00:00 UTC",
    ],
    [{ kind: "resolve", by: { kind: "commit", commit: "abcdef0" } }, "by commit abcdef0"],
    [{ kind: "resolve", by: { kind: "release", version: "web@2.0" } }, "in web@2.0"],
    [{ kind: "priority", priority: "LOW" }, "to low"],
  ])("%j says %s", async (change, detail) => {
    await update(change);
    expect((await latest())?.detail).toBe(detail);
  });

  it("assigns people and teams, and nobody else's", async () => {
    const team = await db().team.create({
      data: { organizationId: cast.web.organizationId, slug: "core", name: "Core" },
    });
    await update({ kind: "assign", assignee: { type: "team", id: team.id } });
    expect(await latest()).toMatchObject({ type: "ASSIGNED", detail: "Core" });
    expect(await first()).toMatchObject({ assigneeTeamId: team.id, assignedBy: "PERSON" });
    await update({ kind: "assign", assignee: { type: "user", id: cast.bob.userId } });
    expect(await first()).toMatchObject({ assigneeTeamId: null, assigneeUserId: cast.bob.userId });
    const stranger = update({ kind: "assign", assignee: { type: "user", id: cast.charlie.userId } });
    await expect(stranger).rejects.toMatchObject({ status: 400 });
    await update({ kind: "assign", assignee: null });
    expect(await first()).toMatchObject({ assigneeUserId: null, assignedBy: "PERSON" });
  });

  it("changes nothing when one of the issues is foreign, and leaves out what was merged", async () => {
    await expect(update({ kind: "resolve" }, ids, cast.charlie)).rejects.toMatchObject({ status: 404 });
    await expect(update({ kind: "resolve" }, [...ids, 4711])).rejects.toMatchObject({ status: 404 });
    expect((await first())?.status).toBe("UNRESOLVED");
    await db().issue.update({ where: { id: ids[1]! }, data: { mergedIntoId: ids[0]! } });
    expect(await update({ kind: "resolve" })).toMatchObject({ changed: 2 });
    await expect(update({ kind: "resolve" }, [ids[1]!])).rejects.toMatchObject({ status: 404 });
  });

  it("subscribes who resolves, assigns and is assigned, but nobody who left", async () => {
    await update({ kind: "assign", assignee: { type: "user", id: cast.bob.userId } });
    expect(await subscribers()).toMatchObject([
      { userId: cast.alice.userId, reason: "assigned", isActive: true },
      { userId: cast.bob.userId, reason: "assigned", isActive: true },
    ]);
    await update({ kind: "subscribe", on: false });
    await update({ kind: "resolve" });
    expect((await subscribers())[0]).toMatchObject({ userId: cast.alice.userId, isActive: false });
    expect(await update({ kind: "subscribe", on: true })).toEqual({ changed: 3, undo: null });
    expect((await subscribers())[0]).toMatchObject({ isActive: true });
  });

  it("keeps marks to whoever makes them", async () => {
    expect(await update({ kind: "bookmark", on: true })).toEqual({ changed: 3, undo: null });
    expect(await update({ kind: "bookmark", on: false }, ids, cast.bob)).toMatchObject({ changed: 0 });
    expect(await update({ kind: "seen", on: true })).toMatchObject({ changed: 3 });
    expect(await db().issueBookmark.count()).toBe(3);
    expect(await update({ kind: "bookmark", on: false })).toMatchObject({ changed: 3 });
    expect(await db().issueActivity.count()).toBe(0);
  });

  it("tells the tickets of what it resolves", async () => {
    const integration = await db().integration.create({
      data: {
        organizationId: cast.web.organizationId,
        kind: "GITHUB",
        name: "",
        baseUrl: "",
        settings: { onResolve: "close" },
        token: "",
        webhookSecret: "",
      },
    });
    await db().ticketLink.create({
      data: { issueId: ids[0]!, integrationId: integration.id, key: "acme/web#1", url: "", title: "" },
    });
    await update({ kind: "archive", until: "forever" });
    expect(await db().job.count()).toBe(0);
    await update({ kind: "resolve" });
    expect(await db().job.findMany()).toMatchObject([{ kind: "ticket-sync" }]);
  });

  it("reviewed, an issue is ongoing and as important as it began, unless somebody said", async () => {
    const fresh = { substatus: "ESCALATING", level: "INFO", priority: "HIGH" } as const;
    const [open] = await seed(1, fresh);
    const [locked] = await seed(1, { ...fresh, priorityLocked: true });
    expect(await update({ kind: "review" }, [open!, locked!])).toMatchObject({ changed: 2 });
    expect((await issues()).slice(-2)).toMatchObject([
      { substatus: "ONGOING", priority: "LOW", reviewReason: null },
      { substatus: "ONGOING", priority: "HIGH", reviewReason: null },
    ]);
    expect(await update({ kind: "review" }, [open!])).toMatchObject({ changed: 0 });
  });

  it("changes ten thousand at once, and takes them back", async () => {
    const many = await seed(10_000);
    const change = { kind: "archive" as const, until: { count: 10 } };
    const { changed, undo: id } = await update(change, many);
    expect(changed).toBe(10_000);
    expect(await db().issueSnooze.count()).toBe(10_000);
    expect(await undo(id)).toEqual({ changed: 10_000, undo: null });
    expect(await db().issueSnooze.count()).toBe(0);
    expect(await db().issue.count({ where: { status: "ARCHIVED" } })).toBe(0);
  });
});

describe("undoIssues", () => {
  it.each<[string, IssueChange, IssueChange]>([
    ["resolving what was archived", { kind: "archive", until: { count: 5 } }, { kind: "resolve" }],
    [
      "reopening what was resolved in a release",
      { kind: "resolve", by: { kind: "release", version: "web@1.0" } },
      { kind: "unresolve" },
    ],
    [
      "archiving what was resolved by a commit",
      { kind: "resolve", by: { kind: "commit", commit: "abcdef0" } },
      { kind: "archive", until: "forever" },
    ],
    [
      "setting another condition",
      { kind: "archive", until: { count: 5 } },
      { kind: "archive", until: { userCount: 7, userWindowMinutes: 5 } },
    ],
    ["a priority", { kind: "priority", priority: "LOW" }, { kind: "priority", priority: "MEDIUM" }],
    ["the first priority", { kind: "resolve" }, { kind: "priority", priority: "MEDIUM" }],
    ["a review", { kind: "priority", priority: "LOW" }, { kind: "review" }],
  ])("restores all of it: %s", async (_name, before, change) => {
    await updateIssues(cast.alice.access, { ids, change: before }, now - 1_000);
    const was = await issues();
    const { undo: id } = await update(change);
    expect(await issues()).not.toEqual(was);
    expect(await undo(id)).toEqual({ changed: 3, undo: null });
    expect(await issues()).toEqual(was);
  });

  it("gives an issue back to who had it, while they are here", async () => {
    await update({ kind: "assign", assignee: { type: "user", id: cast.bob.userId } });
    const one = await update({ kind: "assign", assignee: null });
    await undo(one.undo);
    expect(await latest()).toMatchObject({
      type: "ASSIGNED",
      detail: "Bob again, by taking a change back",
    });
    const two = await update({ kind: "assign", assignee: null });
    await db().membership.deleteMany({ where: { userId: cast.bob.userId } });
    await undo(two.undo);
    expect(await first()).toMatchObject({ assigneeUserId: null });
  });

  it("leaves what was changed since", async () => {
    const { undo: id } = await update({ kind: "resolve" });
    await updateIssues(cast.bob.access, { ids: [ids[0]!], change: { kind: "unresolve" } }, now + 1);
    expect(await undo(id)).toMatchObject({ changed: 2 });
    expect((await issues()).map((issue) => issue.status)).toEqual(Array(3).fill("UNRESOLVED"));
    expect(await latest()).toMatchObject({ type: "UNRESOLVED", by: "Bob", detail: "" });
  });

  it("leaves an assignee and a priority that somebody set since", async () => {
    const team = await db().team.create({
      data: { organizationId: cast.alice.access.organizationId, slug: "web", name: "Web" },
    });
    const one = await update({ kind: "assign", assignee: { type: "user", id: cast.bob.userId } });
    await update({ kind: "assign", assignee: { type: "team", id: team.id } }, [ids[0]!], cast.bob);
    expect(await undo(one.undo)).toMatchObject({ changed: 2 });
    expect((await issues()).map((issue) => issue.assigneeTeamId)).toEqual([team.id, null, null]);
    const two = await update({ kind: "priority", priority: "MEDIUM" });
    await update({ kind: "priority", priority: "LOW" }, [ids[0]!], cast.bob);
    expect(await undo(two.undo)).toMatchObject({ changed: 2 });
    expect((await issues()).map((issue) => issue.priority)).toEqual(["LOW", "HIGH", "HIGH"]);
  });

  it.each<IssueChange>([{ kind: "resolve" }, { kind: "review" }])(
    "leaves a priority that somebody set after %j",
    async (change) => {
      const { undo: id } = await update(change);
      await update({ kind: "priority", priority: "LOW" }, [ids[0]!], cast.bob);
      expect(await undo(id)).toMatchObject({ changed: 3 });
      const expected = { priority: "LOW", priorityLocked: true, status: "UNRESOLVED", reviewReason: "NEW" };
      expect(await first()).toMatchObject(expected);
    },
  );

  it("leaves a review alone that was followed by another status", async () => {
    const { undo: id } = await update({ kind: "review" });
    await updateIssues(cast.bob.access, { ids: [ids[0]!], change: { kind: "resolve" } }, now + 1);
    await updateIssues(cast.bob.access, { ids: [ids[0]!], change: { kind: "unresolve" } }, now + 2);
    expect(await undo(id)).toMatchObject({ changed: 2 });
  });

  it("works once, within the hour, for whoever made the change", async () => {
    const { undo: id } = await update({ kind: "resolve" });
    await expect(undo(id, cast.bob)).rejects.toMatchObject({ status: 404 });
    await expect(undo(id, cast.charlie)).rejects.toMatchObject({ status: 404 });
    await expect(undo(id, cast.alice, now + HOUR)).rejects.toMatchObject({ status: 404 });
    await undo(id);
    await expect(undo(id)).rejects.toMatchObject({ status: 404 });
    await updateIssues(cast.alice.access, { ids, change: { kind: "resolve" } }, now - HOUR - 1_000);
    await inTransaction(expireUndo);
    expect(await db().issueUndo.count()).toBe(0);
  });
});

describe("time", () => {
  it("makes what is a week old ongoing, with the priority that it began with", async () => {
    const week = { substatus: "ESCALATING", level: "WARNING", priority: "HIGH" } as const;
    const at = new Date(now - NEW_FOR_MS);
    const [old] = await seed(1, { ...week, statusChangedAt: at });
    const [young] = await seed(1, { ...week, statusChangedAt: new Date(at.getTime() + 1) });
    await inTransaction((on) => ageIssues(on, now));
    const read = (id?: number) => db().issue.findUniqueOrThrow({ where: { id: id ?? 0 } });
    expect(await read(old)).toMatchObject({ substatus: "ONGOING", priority: "MEDIUM" });
    expect(await read(young)).toMatchObject({ substatus: "ESCALATING", priority: "HIGH" });
    expect(await db().issueActivity.findMany()).toMatchObject([
      { issueId: old, type: "ONGOING", data: { detail: "after 7 days" } },
    ]);
  });

  it.each([
    [0, true],
    [8_760, true],
    [-1, false],
    [1.5, false],
  ])("of %d hours without an event is taken: %s", (hours, expected) => {
    expect(AutoResolveHours.safeParse(hours).success).toBe(expected);
  });

  it("resolves what was not seen for as long as the project says", async () => {
    const day = 24 * HOUR;
    const old = { lastSeen: new Date(now - 3 * day), statusChangedAt: new Date(now - 3 * day) };
    const [stale] = await seed(1, old);
    await seed(1, { ...old, statusChangedAt: new Date(now - day) });
    await inTransaction((on) => autoResolve(on, now));
    expect(await db().issue.count({ where: { status: "RESOLVED" } })).toBe(0);
    await updateAutoResolve(cast.web, 48);
    await inTransaction((on) => autoResolve(on, now));
    expect(await db().issue.findMany({ where: { status: "RESOLVED" } })).toMatchObject([
      { id: stale, reviewReason: null },
    ]);
    expect(await db().issueActivity.findMany()).toMatchObject([
      { issueId: stale, type: "RESOLVED_BY_AGE", data: { detail: "after 2 days without an event" } },
    ]);
  });
});
