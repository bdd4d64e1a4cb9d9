import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { findProjectKey, keepProjectKeysFresh } from "#lib/projects/project-key-cache.ts";
import { findKeyOfProject, listProjectKeys } from "#lib/projects/queries.ts";
import { listOrganizationQuotas, listProjectQuotas } from "#lib/quotas/queries.ts";
import { removeOrganizationQuota, removeQuota } from "#lib/quotas/remove-quota.ts";
import { setKeyLimit, setOrganizationQuota, setProjectQuota } from "#lib/quotas/set-quota.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
const HOUR = 3_600;
const ERRORS = { category: "error", limit: 10, window: HOUR } as const;
const SOON = { timeout: 2_000, interval: 5 };

let cast: Cast;
let listening: ReturnType<typeof keepProjectKeysFresh>;
beforeAll(async () => {
  listening = keepProjectKeysFresh();
  await listening.ready;
});
afterAll(() => listening.stop());
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

/** The same project as Bob, a member, has it. */
async function asBob() {
  const access = await findProjectAccess(cast.bob.access, "web");
  if (!access) throw new Error("Bob does not see the project");
  return access;
}

/** A project of Charlie's own. */
async function foreign() {
  const { slug } = await createProject(cast.charlie.access, { name: "Web", slug: "web", platform: "node" });
  const access = await findProjectAccess(cast.charlie.access, slug);
  if (!access) throw new Error("Charlie does not see his project");
  return access;
}

const quotasOfKey = async () => (await findProjectKey(cast.publicKey))?.quotas ?? [];

it("one quota for the same data: it is changed, and others stay", async () => {
  const first = await setProjectQuota(cast.web, ERRORS);
  await setProjectQuota(cast.web, { ...ERRORS, category: "profile" });
  const again = await setProjectQuota(cast.web, { ...ERRORS, limit: 20, window: 60 });
  expect(again).toEqual(first);
  expect(await listProjectQuotas(cast.web)).toMatchObject([
    { categories: ["error"], limit: 20, windowSeconds: 60 },
    { categories: ["profile", "profile_chunk"], limit: 10 },
  ]);
});

it("two who set the same quota at once make one of them", async () => {
  await Promise.all(Array.from({ length: 5 }, () => setOrganizationQuota(cast.alice.access, ERRORS)));
  expect(await listOrganizationQuotas(cast.alice.access)).toHaveLength(1);
});

it("tells what the current window has used, and nothing of the last", async () => {
  const now = Date.UTC(2026, 10, 20, 12, 30);
  const { id } = await setProjectQuota(cast.web, ERRORS);
  await db().quotaUsage.createMany({
    data: [
      { quotaId: id, windowStart: new Date(Date.UTC(2026, 10, 20, 11)), used: 9 },
      { quotaId: id, windowStart: new Date(Date.UTC(2026, 10, 20, 12)), used: 4 },
    ],
  });
  const resetsAt = Date.UTC(2026, 10, 20, 13);
  expect(await listProjectQuotas(cast.web, now)).toMatchObject([{ used: 4, resetsAt }]);
  expect(await listProjectQuotas(cast.web, now + HOUR * 1_000)).toMatchObject([{ used: 0 }]);
});

it("counts at once for every key that it is about", async () => {
  expect(await quotasOfKey()).toEqual([]);
  await setOrganizationQuota(cast.alice.access, { ...ERRORS, limit: 5 });
  await expect.poll(quotasOfKey, SOON).toMatchObject([{ scope: "organization", limit: 5 }]);
  const { id } = await setProjectQuota(cast.web, ERRORS);
  await expect.poll(quotasOfKey, SOON).toHaveLength(2);
  await removeQuota(cast.web, id);
  await expect.poll(quotasOfKey, SOON).toHaveLength(1);
});

describe("a key's limit", () => {
  it("is set, shown and taken away", async () => {
    const [key] = await listProjectKeys(cast.web);
    await setKeyLimit(cast.web, key!.id, { count: 100, window: 60 });
    await setKeyLimit(cast.web, key!.id, { count: 200, window: 60 });
    expect((await findKeyOfProject(cast.web, cast.publicKey))?.rateLimit).toEqual({
      count: 200,
      windowSeconds: 60,
    });
    await expect.poll(quotasOfKey, SOON).toMatchObject([{ scope: "key", limit: 200, categories: [] }]);
    expect(await listProjectQuotas(cast.web)).toEqual([]);
    await setKeyLimit(cast.web, key!.id, null);
    expect((await listProjectKeys(cast.web))[0]?.rateLimit).toBeNull();
    await expect.poll(quotasOfKey, SOON).toEqual([]);
  });
});

describe("nobody else's", () => {
  it("members read, owners and admins change", async () => {
    const web = await asBob();
    const { id } = await setProjectQuota(cast.web, ERRORS);
    expect(await listProjectQuotas(web)).toHaveLength(1);
    const [key] = await listProjectKeys(web);
    const forbidden = { status: 403 };
    await expect(setProjectQuota(web, ERRORS)).rejects.toMatchObject(forbidden);
    await expect(removeQuota(web, id)).rejects.toMatchObject(forbidden);
    await expect(setKeyLimit(web, key!.id, null)).rejects.toMatchObject(forbidden);
    await expect(setOrganizationQuota(cast.bob.access, ERRORS)).rejects.toMatchObject(forbidden);
    await expect(removeOrganizationQuota(cast.bob.access, id)).rejects.toMatchObject(forbidden);
  });

  it("a foreign id is a missing one, and changes nothing", async () => {
    const his = await foreign();
    const [key] = await listProjectKeys(cast.web);
    const mine = await setProjectQuota(cast.web, ERRORS);
    const ours = await setOrganizationQuota(cast.alice.access, ERRORS);
    const missing = { status: 404 };
    await expect(removeQuota(his, mine.id)).rejects.toMatchObject(missing);
    await expect(removeQuota(cast.web, ours.id)).rejects.toMatchObject(missing);
    await expect(removeOrganizationQuota(cast.charlie.access, ours.id)).rejects.toMatchObject(missing);
    await expect(removeOrganizationQuota(cast.alice.access, mine.id)).rejects.toMatchObject(missing);
    await expect(setKeyLimit(his, key!.id, { count: 0, window: 60 })).rejects.toMatchObject(missing);
    await expect(removeQuota(his, 999_999)).rejects.toMatchObject(missing);
    expect(await findKeyOfProject(his, cast.publicKey)).toBeNull();
    expect(await listProjectQuotas(his)).toEqual([]);
    expect(await listOrganizationQuotas(cast.charlie.access)).toEqual([]);
    expect(await db().quota.count()).toBe(2);
  });

  it("a project's quota does not reach its neighbour's keys", async () => {
    const { slug } = await createProject(cast.alice.access, { name: "Api", slug: "api", platform: "node" });
    const api = await findProjectAccess(cast.alice.access, slug);
    if (!api) throw new Error("The project is not there");
    await setProjectQuota(api, ERRORS);
    const other = (await listProjectKeys(api))[0]?.publicKey ?? "";
    expect((await findProjectKey(other))?.quotas).toHaveLength(1);
    expect(await quotasOfKey()).toEqual([]);
  });
});
