import { expect, it } from "vitest";
import { db, pool } from "#lib/db.ts";
import { expireCheckIns } from "#lib/monitors/expire-check-ins.ts";
import { createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const DAY = 24 * 3_600_000;

it("forgets check-ins by the retention of each organization, and keeps the monitors", async () => {
  const { web, charlie } = await createCast();
  const { organizationId } = charlie.access;
  const short = await db().project.create({ data: { organizationId, slug: "short", name: "Short" } });
  await db().organization.update({ where: { id: organizationId }, data: { retentionDays: 30 } });
  const ages = new Map([
    [web.projectId, [91, 89]],
    [short.id, [31, 29]],
  ]);
  for (const [projectId, days] of ages) {
    const monitor = await db().monitor.create({ data: { projectId, slug: "nightly", name: "nightly" } });
    await db().checkIn.createMany({
      data: days.map((age, index) => ({
        monitorId: monitor.id,
        checkInId: `00000000-0000-4000-8000-00000000000${index}`,
        environment: "production",
        status: "OK",
        startedAt: new Date(Date.now() - age * DAY),
        updatedAt: new Date(),
      })),
    });
  }
  expect(await expireCheckIns(pool())).toBe(false);
  const left = await db().checkIn.findMany({ orderBy: { id: "asc" } });
  expect(left.map(({ startedAt }) => Math.round((Date.now() - startedAt.getTime()) / DAY))).toEqual([89, 29]);
  expect(await db().monitor.count()).toBe(2);
});
