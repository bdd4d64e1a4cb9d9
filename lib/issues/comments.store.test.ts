import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { addComment } from "#lib/issues/add-comment.ts";
import { CommentText } from "#lib/issues/comment.ts";
import { deleteComment } from "#lib/issues/delete-comment.ts";
import { editComment } from "#lib/issues/edit-comment.ts";
import { activityPage, issueActivity } from "#lib/issues/queries-activity.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { issueOfViewer, issuePeople } from "#lib/issues/queries-people.ts";
import { recordSeen } from "#lib/issues/seen.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

let cast: Cast;
let scope: IssueScope;
let nextNumber = 1;

async function newIssue(): Promise<IssueScope> {
  const at = new Date();
  const issue = await db().issue.create({
    data: {
      projectId: cast.web.projectId,
      number: nextNumber++,
      title: "Error: broken",
      culprit: "",
      firstSeen: at,
      lastSeen: at,
    },
  });
  return (await findIssue(cast.alice.access, String(issue.id)))!.scope;
}

beforeAll(async () => {
  cast = await createCast();
});
beforeEach(async () => {
  scope = await newIssue();
});

const subscribers = async () =>
  (
    await db().issueSubscription.findMany({
      where: { issueId: scope.issueId },
      orderBy: { userId: "asc" },
      select: { userId: true, reason: true, isActive: true },
    })
  ).map(({ userId, reason, isActive }) => [userId, reason, isActive]);
const commentCount = async () =>
  (await db().issue.findUniqueOrThrow({ where: { id: scope.issueId } })).commentCount;
const newTeam = async (slug: string, members: number[]) =>
  db().team.create({
    data: {
      organizationId: cast.alice.access.organizationId,
      slug,
      name: `The ${slug} people`,
      members: { create: members.map((userId) => ({ userId })) },
    },
  });

describe("a comment", () => {
  it("stands in the activity, is counted, and subscribes its author", async () => {
    const id = await addComment(cast.bob.access, scope, "**Seen** again");
    expect(await issueActivity(scope)).toMatchObject([
      {
        id: String(id),
        type: "NOTE",
        by: "Bob",
        author: { id: cast.bob.userId },
        comment: { text: "**Seen** again" },
      },
    ]);
    expect(await commentCount()).toBe(1);
    expect(await subscribers()).toEqual([[cast.bob.userId, "comment", true]]);
  });

  it("subscribes whom it mentions, by name, address or team", async () => {
    const team = await newTeam("web", [cast.alice.userId]);
    await addComment(cast.bob.access, scope, "@alice and #web, please");
    const [entry] = await issueActivity(scope);
    expect(entry?.comment?.mentions).toEqual([
      { type: "user", id: cast.alice.userId, text: "@alice" },
      { type: "team", id: team.id, text: "#web" },
    ]);
    expect(await subscribers()).toEqual([
      [cast.alice.userId, "mentioned", true],
      [cast.bob.userId, "comment", true],
    ]);
  });

  it("mentions nobody of another organization", async () => {
    await addComment(cast.bob.access, scope, "@Charlie @charlie@example.com");
    expect((await issueActivity(scope))[0]?.comment?.mentions).toEqual([]);
    expect(await subscribers()).toEqual([[cast.bob.userId, "comment", true]]);
  });

  it("calls no member of a team who left the organization", async () => {
    await newTeam("leavers", [cast.charlie.userId]);
    await addComment(cast.bob.access, scope, "#leavers");
    expect(await subscribers()).toEqual([[cast.bob.userId, "comment", true]]);
  });

  it("brings nobody back who left", async () => {
    const left = { issueId: scope.issueId, userId: cast.bob.userId, isActive: false, reason: "manual" };
    await db().issueSubscription.create({ data: left });
    await addComment(cast.bob.access, scope, "one");
    await addComment(cast.alice.access, scope, "@Bob");
    expect(await subscribers()).toEqual([
      [cast.alice.userId, "comment", true],
      [cast.bob.userId, "manual", false],
    ]);
  });

  it("sent twice is one, also at the same time", async () => {
    const ids = await Promise.all([1, 2, 3].map(() => addComment(cast.bob.access, scope, "twice")));
    expect(new Set(ids).size).toBe(1);
    expect(await commentCount()).toBe(1);
    const later = await addComment(cast.bob.access, scope, "twice", Date.now() + 120_000);
    expect(later).not.toBe(ids[0]);
    const others = await addComment(cast.alice.access, scope, "twice");
    expect(others).not.toBe(ids[0]);
    expect(await commentCount()).toBe(3);
  });

  it("is changed and removed by its author alone", async () => {
    const id = await addComment(cast.bob.access, scope, "first");
    await expect(editComment(cast.alice.access, scope, id, "mine now")).rejects.toMatchObject({
      status: 403,
    });
    await expect(deleteComment(cast.alice.access, scope, id)).rejects.toMatchObject({ status: 403 });
    await editComment(cast.bob.access, scope, id, "second, @Alice");
    expect((await issueActivity(scope))[0]?.comment).toMatchObject({
      text: "second, @Alice",
      editedAt: expect.any(Number),
    });
    expect(await subscribers()).toContainEqual([cast.alice.userId, "mentioned", true]);
    await deleteComment(cast.bob.access, scope, id);
    expect([await issueActivity(scope), await commentCount()]).toEqual([[], 0]);
    await expect(deleteComment(cast.bob.access, scope, id)).rejects.toMatchObject({ status: 404 });
    expect(await commentCount()).toBe(0);
  });

  it("of another issue, or an entry that is none, is not found", async () => {
    const id = await addComment(cast.bob.access, scope, "here");
    const other = await newIssue();
    await expect(editComment(cast.bob.access, other, id, "x")).rejects.toMatchObject({ status: 404 });
    const entry = await db().issueActivity.create({
      data: { issueId: scope.issueId, userId: cast.bob.userId, type: "RESOLVED" },
    });
    await expect(deleteComment(cast.bob.access, scope, entry.id)).rejects.toMatchObject({ status: 404 });
  });

  it("cannot be made with the access of another organization, nor without a user", async () => {
    await expect(addComment(cast.charlie.access, scope, "x")).rejects.toMatchObject({ status: 404 });
    await expect(addComment({ ...cast.bob.access, userId: null }, scope, "x")).rejects.toMatchObject({
      status: 400,
    });
    await expect(
      addComment({ ...cast.bob.access, scopes: ["event:read"] }, scope, "x"),
    ).rejects.toMatchObject({
      status: 403,
    });
    expect(await commentCount()).toBe(0);
  });

  it.each([
    ["", false],
    [" \n ", false],
    ["\0", false],
    ["x".repeat(10_000), true],
    ["x".repeat(10_001), false],
    ["a\0b", true],
  ])("is bounded: %#", (text, expected) => expect(CommentText.safeParse(text).success).toBe(expected));
});

describe("the history", () => {
  it("is read page by page, and back", async () => {
    for (let each = 0; each < 5; each++) await addComment(cast.bob.access, scope, `number ${each}`);
    const texts = (page: Awaited<ReturnType<typeof activityPage>>) =>
      page.items.map(({ comment }) => comment?.text.at(-1));
    const first = await activityPage(scope, { cursor: null, limit: 2 });
    const second = await activityPage(scope, { cursor: first.next, limit: 2 });
    const third = await activityPage(scope, { cursor: second.next, limit: 2 });
    expect([first, second, third].map(texts)).toEqual([["4", "3"], ["2", "1"], ["0"]]);
    expect([first.previous, third.next]).toEqual([null, null]);
    expect(texts(await activityPage(scope, { cursor: third.previous, limit: 2 }))).toEqual(["2", "1"]);
    expect(texts(await activityPage(scope, { cursor: "nonsense", limit: 2 }))).toEqual(["4", "3"]);
  });
});

describe("who looked", () => {
  it("is kept once for each, and not again within a minute", async () => {
    const now = Date.now();
    await recordSeen(cast.bob.access, scope, now);
    await recordSeen(cast.bob.access, scope, now + 30_000);
    await recordSeen(cast.alice.access, scope, now + 10_000);
    expect((await issuePeople(cast.alice.access, scope)).seenBy).toEqual([
      { id: cast.alice.userId, name: "Alice", at: now + 10_000 },
      { id: cast.bob.userId, name: "Bob", at: now },
    ]);
    await recordSeen(cast.bob.access, scope, now + 61_000);
    expect((await issuePeople(cast.alice.access, scope)).seenBy[0]).toMatchObject({
      name: "Bob",
      at: now + 61_000,
    });
    expect((await issueOfViewer(cast.alice.access, scope)).hasSeen).toBe(true);
  });

  it("says nothing of a token, nor of an issue that is gone", async () => {
    await recordSeen({ ...cast.bob.access, userId: null }, scope);
    await db().issue.delete({ where: { id: scope.issueId } });
    await recordSeen(cast.bob.access, scope);
    expect(await db().issueSeen.count({ where: { issueId: scope.issueId } })).toBe(0);
  });

  it("leaves out who left the organization", async () => {
    const leaver = await db().user.create({ data: { name: "Leaver", email: `${randomUUID()}@example.com` } });
    const at = new Date();
    await db().issueSeen.create({ data: { issueId: scope.issueId, userId: leaver.id, lastSeen: at } });
    await db().issueSubscription.create({
      data: { issueId: scope.issueId, userId: leaver.id, reason: "manual" },
    });
    expect(await issuePeople(cast.alice.access, scope)).toEqual({
      seenBy: [],
      seenCount: 0,
      participants: [],
    });
  });
});
