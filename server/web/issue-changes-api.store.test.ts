// A PUT on issues in the words of tools: what settles them, marks, links, merging and discarding.
import { beforeEach, describe, expect, it } from "vitest";
import { findProjectAccess } from "#lib/accounts/access.ts";
import type { Handler } from "#lib/api/endpoint.ts";
import { db } from "#lib/db.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { happen } from "#server/testing/happen.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as issueRoute from "../../app/api/0/issues/[issue]/route.ts";
import * as issuesRoute from "../../app/api/0/organizations/[org]/issues/route.ts";

const stores = useStores();
let cast: Cast;
let token = "";

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  token = await apiToken(cast.alice);
  const at = Date.now() - 60_000;
  await happen(cast, { name: "A", release: "web@1.0", at }, { name: "B", release: "web@1.0", at: at + 1 });
});

async function put(route: { PUT: Handler }, place: string, body: unknown, as = token) {
  const request = new Request(`http://debrief.test/api/0/${place}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${as}` },
    body: JSON.stringify(body),
  });
  const params = { org: "acme", issue: /^issues\/(\d+)/.exec(place)?.[1] ?? "" };
  const response = await route.PUT(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : (JSON.parse(text) as unknown) };
}

const one = (body: unknown, as?: string) => put(issueRoute, "issues/1/", body, as);
const many = (query: string, body: unknown) => put(issuesRoute, `organizations/acme/issues/?${query}`, body);
const statuses = async () =>
  (await db().issue.findMany({ orderBy: { id: "asc" } })).map(({ status }) => status);

describe("one issue", () => {
  it.each([
    [{ status: "resolvedInNextRelease" }, { status: "resolved", statusDetails: { inNextRelease: true } }],
    [
      { statusDetails: { inNextRelease: true } },
      { status: "resolved", statusDetails: { inNextRelease: true } },
    ],
    [
      { status: "resolved", statusDetails: { inRelease: "latest" } },
      { status: "resolved", statusDetails: { inRelease: "web@1.0" } },
    ],
    [
      { status: "resolved", statusDetails: { inRelease: "web@1.1" } },
      { statusDetails: { inRelease: "web@1.1" } },
    ],
    [
      { status: "resolved", statusDetails: { inCommit: { commit: "ABCDEF0", repository: "acme/web" } } },
      { statusDetails: { inCommit: { commit: "abcdef0", repository: "acme/web" } } },
    ],
    [
      { status: "ignored", ignoreCount: 5, ignoreWindow: 60, ignoreDuration: null },
      {
        status: "ignored",
        substatus: "archived_until_condition_met",
        statusDetails: { ignoreCount: 5, ignoreWindow: 60, ignoreUntil: null },
      },
    ],
    [
      { status: "ignored", statusDetails: { ignoreUserCount: "7", ignoreUserWindow: 5 } },
      { statusDetails: { ignoreUserCount: 7, ignoreUserWindow: 5 } },
    ],
    [
      { status: "ignored", ignoreDuration: 30 },
      { substatus: "archived_until_condition_met", statusDetails: { ignoreUntil: expect.any(String) } },
    ],
    [{ priority: "low" }, { priority: "low", status: "unresolved" }],
    [
      { hasSeen: true, isBookmarked: true, isSubscribed: true },
      {
        hasSeen: true,
        isBookmarked: true,
        isSubscribed: true,
        subscriptionDetails: { reason: "manual" },
      },
    ],
    [{ inbox: false }, { substatus: "ongoing" }],
    [{ isPublic: true }, { isPublic: true, shareId: expect.stringMatching(/^[0-9a-f]{32}$/) }],
  ])("%j", async (body, expected) => {
    expect(await one(body)).toMatchObject({ status: 200, body: expected });
  });

  it("keeps marks to who made them", async () => {
    await one({ isBookmarked: true });
    const bob = await apiToken(cast.bob);
    expect(await one({ priority: "high" }, bob)).toMatchObject({ body: { isBookmarked: false } });
  });

  it("stops sharing, is merged with nothing, and is discarded", async () => {
    await one({ isPublic: true });
    expect(await one({ isPublic: false })).toMatchObject({ body: { isPublic: false, shareId: null } });
    expect(await one({ merge: true })).toMatchObject({ status: 400 });
    expect(await one({ discard: true })).toEqual({ status: 204, body: null });
    expect(await one({ status: "resolved" })).toMatchObject({ status: 404 });
  });
});

describe("many issues", () => {
  it("say what was changed", async () => {
    expect(
      await many("id=1&id=2", { status: "resolved", statusDetails: { inRelease: "latest" } }),
    ).toMatchObject({
      status: 200,
      body: { status: "resolved", statusDetails: { inRelease: "web@1.0" } },
    });
    expect(await many("id=1&id=2", { priority: "low", isBookmarked: true })).toEqual({
      status: 200,
      body: { priority: "low", isBookmarked: true },
    });
    expect(await many("id=1", { assignedTo: "me" })).toMatchObject({
      body: { assignedTo: { type: "user", id: String(cast.alice.userId) } },
    });
  });

  it.each([
    { priority: "low" },
    { isBookmarked: false },
    { assignedTo: null },
    { merge: 1 },
    { discard: true },
  ])("%j wants them named", async (body) => {
    expect(await many("query=", body)).toMatchObject({ status: 400 });
    expect(await statuses()).toEqual(["UNRESOLVED", "UNRESOLVED"]);
  });

  it("are merged, and a merged one is no longer meant", async () => {
    await happen(cast, { name: "B", release: "web@1.0" });
    expect(await many("id=1&id=2", { merge: true })).toEqual({
      status: 200,
      body: { merge: { parent: "2", children: ["1"] } },
    });
    expect(await many("id=1", { status: "resolved" })).toMatchObject({ status: 204 });
    expect(await many("id=1", { merge: 1 })).toMatchObject({ status: 204 });
  });

  it("of several projects are not resolved in a release", async () => {
    const { slug, publicKey } = await createProject(cast.alice.access, {
      name: "Api",
      slug: "api",
      platform: "node",
    });
    const api = await findProjectAccess(cast.alice.access, slug);
    await happen({ ...cast, web: api!, publicKey }, { name: "C", release: "api@1.0" });
    const both = "id=1&id=3";
    expect(await many(both, { status: "resolvedInNextRelease" })).toMatchObject({ status: 400 });
    expect(await many(both, { status: "resolved", statusDetails: { inRelease: "latest" } })).toMatchObject({
      status: 400,
    });
    expect(await statuses()).toEqual(["UNRESOLVED", "UNRESOLVED", "UNRESOLVED"]);
    expect(await many(both, { status: "resolved" })).toMatchObject({ status: 200 });
    expect(await many("id=1&id=2", { discard: true })).toEqual({ status: 204, body: null });
    expect(await statuses()).toEqual(["RESOLVED"]);
  });
});
