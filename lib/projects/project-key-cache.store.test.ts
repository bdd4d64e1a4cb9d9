import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { db, inTransaction, pool } from "#lib/db.ts";
import { announceKeyChange } from "#lib/projects/key-change.ts";
import { findProjectKey, keepProjectKeysFresh } from "#lib/projects/project-key-cache.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

let projectId = 0;
let listening: ReturnType<typeof keepProjectKeysFresh>;

beforeAll(async () => {
  const organization = await db().organization.create({
    data: { slug: "acme", name: "Acme", retentionDays: 30 },
  });
  const data = { slug: "web", name: "Web", organizationId: organization.id };
  projectId = (await db().project.create({ data })).id;
  listening = keepProjectKeysFresh();
  await listening.ready;
});
afterAll(() => listening.stop());

const newKey = () => randomBytes(16).toString("hex");
const createKey = (publicKey: string) =>
  db().projectKey.create({ data: { projectId, label: "Default", publicKey, secretKey: newKey() } });

it("finds a key and what it belongs to; asking a hundred times at once asks once", async () => {
  const publicKey = newKey();
  const { id } = await createKey(publicKey);
  const query = vi.spyOn(pool(), "query");
  const found = await Promise.all(Array.from({ length: 100 }, () => findProjectKey(publicKey)));
  expect(query).toHaveBeenCalledTimes(1);
  query.mockRestore();
  expect(new Set(found).size).toBe(1);
  expect(found[0]).toMatchObject({ keyId: id, projectId, publicKey, isActive: true, retentionDays: 30 });
});

it("a flood of invented keys takes two queries, and repeats of it none", async () => {
  const keys = Array.from({ length: 500 }, newKey);
  const query = vi.spyOn(pool(), "query");
  const found = await Promise.all([...keys, ...keys].map(findProjectKey));
  expect(found.every((key) => key === null)).toBe(true);
  await Promise.all(keys.map(findProjectKey));
  expect(query).toHaveBeenCalledTimes(2);
  query.mockRestore();
});

it("a revoked key counts at once when it is announced in the transaction", async () => {
  const publicKey = newKey();
  await createKey(publicKey);
  expect((await findProjectKey(publicKey))?.isActive).toBe(true);
  await db().$transaction(async (on) => {
    await on.projectKey.update({ where: { publicKey }, data: { isActive: false } });
    await announceKeyChange(publicKey, on);
  });
  await expect
    .poll(async () => (await findProjectKey(publicKey))?.isActive, { timeout: 1_000, interval: 5 })
    .toBe(false);
});

it("a key that was asked for too early is found as soon as it is announced", async () => {
  const publicKey = newKey();
  expect(await findProjectKey(publicKey)).toBeNull();
  await createKey(publicKey);
  await announceKeyChange(publicKey);
  await expect.poll(() => findProjectKey(publicKey), { timeout: 1_000, interval: 5 }).not.toBeNull();
});

it("forgets everything when it may have missed an announcement", async () => {
  const publicKey = newKey();
  await createKey(publicKey);
  await findProjectKey(publicKey);
  await db().projectKey.update({ where: { publicKey }, data: { isActive: false } });
  expect((await findProjectKey(publicKey))?.isActive).toBe(true);
  await inTransaction((on) =>
    on.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN debrief_project_key%' AND datname = current_database()",
    ),
  );
  await expect
    .poll(async () => (await findProjectKey(publicKey))?.isActive, { timeout: 1_000, interval: 5 })
    .toBe(false);
});
