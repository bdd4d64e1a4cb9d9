import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { db, pool, selectRows } from "#lib/db.ts";
import { findProjectKey, type ProjectKey } from "#lib/projects/project-key-cache.ts";
import { announceKeyChange } from "#lib/projects/key-change.ts";
import { expireQuotaUsage } from "#lib/quotas/expire-quota-usage.ts";
import { closeQuotaUsage, shareQuotaUsage } from "#lib/quotas/quota-usage.ts";
import { takeQuota } from "#lib/quotas/take-quota.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
const HOUR = 3_600;

let cast: Cast;
let quotaId = 0;
let key: ProjectKey;

beforeEach(async () => {
  cast = await createCast();
  const { organizationId, projectId } = cast.web;
  const data = { organizationId, projectId, categories: ["error"], limit: 10, windowSeconds: HOUR };
  quotaId = (await db().quota.create({ data })).id;
  key = await readKey();
});
afterEach(async () => {
  await closeQuotaUsage();
  await stores.truncate();
});

async function readKey(): Promise<ProjectKey> {
  const found = await findProjectKey(cast.publicKey);
  if (!found) throw new Error("The key is not there");
  return found;
}

const take = (quantity: number, of = key, now?: number) =>
  takeQuota(of, [{ category: "error", quantity }], now).length === 0;
const usage = () =>
  selectRows(
    pool(),
    z.object({ used: z.coerce.number() }),
    "SELECT used FROM quota_usage ORDER BY window_start",
  );
/** What another web process counts. */
const useElsewhere = (used: number) => pool().query("UPDATE quota_usage SET used = used + $1", [used]);

it("adds what is counted here to what others count, and takes over the sum", async () => {
  expect(take(3)).toBe(true);
  await shareQuotaUsage();
  expect(await usage()).toEqual([{ used: 3 }]);
  await useElsewhere(5);
  expect(take(1)).toBe(true);
  await shareQuotaUsage();
  expect(await usage()).toEqual([{ used: 9 }]);
  expect([take(2), take(1), take(1)]).toEqual([false, true, false]);
});

it("learns of others also while it counts nothing itself", async () => {
  take(1);
  await shareQuotaUsage();
  await useElsewhere(9);
  await shareQuotaUsage();
  expect(take(1)).toBe(false);
});

it("shares by itself within about a second", async () => {
  take(4);
  await expect.poll(usage, { timeout: 5_000, interval: 20 }).toEqual([{ used: 4 }]);
});

it("is not reset by a restart, not even for a moment", async () => {
  take(10);
  await closeQuotaUsage();
  await announceKeyChange(cast.publicKey);
  const afterwards = async () => takeQuota(await readKey(), [{ category: "error", quantity: 1 }]).length;
  await expect.poll(afterwards, { timeout: 2_000, interval: 5 }).toBe(1);
  expect(await usage()).toEqual([{ used: 10 }]);
});

it("goes on counting while Postgres fails, and adds it up afterwards", async () => {
  await pool().query("ALTER TABLE quota_usage RENAME TO quota_usage_away");
  expect(take(6)).toBe(true);
  await shareQuotaUsage();
  expect([take(5), take(4)]).toEqual([false, true]);
  await pool().query("ALTER TABLE quota_usage_away RENAME TO quota_usage");
  await shareQuotaUsage();
  await shareQuotaUsage();
  expect(await usage()).toEqual([{ used: 10 }]);
});

it("bears a quota that was removed, and shares the others", async () => {
  const { organizationId } = cast.web;
  const data = { organizationId, categories: ["error"], limit: 100, windowSeconds: HOUR };
  const other = await db().quota.create({ data });
  const quotas = [
    ...key.quotas,
    { id: other.id, scope: "organization" as const, categories: ["error"], limit: 100, windowSeconds: HOUR },
  ];
  take(2, { ...key, quotas });
  await db().quota.delete({ where: { id: quotaId } });
  await shareQuotaUsage();
  expect(await usage()).toEqual([{ used: 2 }]);
});

it("keeps the counts of each window apart, and forgets old ones", async () => {
  const now = Date.now();
  take(1, key, now - 3 * HOUR * 1_000);
  take(2, key, now);
  await shareQuotaUsage();
  expect(await usage()).toEqual([{ used: 1 }, { used: 2 }]);
  await expireQuotaUsage(pool());
  expect(await usage()).toEqual([{ used: 2 }]);
});

it("comes with the key", async () => {
  take(7);
  await shareQuotaUsage();
  await db().projectKey.create({
    data: {
      projectId: cast.web.projectId,
      label: "Second",
      publicKey: "b".repeat(32),
      secretKey: "c".repeat(32),
    },
  });
  const second = await findProjectKey("b".repeat(32));
  expect(second?.quotas).toMatchObject([{ id: quotaId, scope: "project", limit: 10, usage: { used: 7 } }]);
});
