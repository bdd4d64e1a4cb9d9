import { expect, it } from "vitest";
import { db, pool } from "#lib/db.ts";
import { expireFeedback } from "#lib/feedback/expire-feedback.ts";
import { createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const DAY = 24 * 3_600_000;

it("forgets feedback by the retention of each organization", async () => {
  const { web, charlie } = await createCast();
  const { organizationId } = charlie.access;
  const short = await db().project.create({ data: { organizationId, slug: "short", name: "Short" } });
  await db().organization.update({ where: { id: organizationId }, data: { retentionDays: 30 } });
  const ages = [
    [web.projectId, 91],
    [web.projectId, 89],
    [short.id, 31],
    [short.id, 29],
  ] as const;
  await db().feedback.createMany({
    data: ages.map(([projectId, age], index) => ({
      projectId,
      eventId: `00000000-0000-4000-8000-00000000000${index}`,
      message: `${age} days ago`,
      timestamp: new Date(),
      receivedAt: new Date(Date.now() - age * DAY),
    })),
  });
  expect(await expireFeedback(pool())).toBe(false);
  const left = await db().feedback.findMany({ orderBy: { id: "asc" } });
  expect(left.map(({ message }) => message)).toEqual(["89 days ago", "29 days ago"]);
});
