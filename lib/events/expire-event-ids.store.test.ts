import { expect, it } from "vitest";
import { db, pool } from "#lib/db.ts";
import { expireEventIds } from "#lib/events/expire-event-ids.ts";
import { createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const DAY = 24 * 3_600_000;
const NOBODYS_PROJECT = 1_000_000;

it("forgets the ids of events that are gone, by the retention of each organization", async () => {
  const { web, charlie } = await createCast();
  const short = await db().project.create({
    data: { organizationId: charlie.access.organizationId, slug: "short", name: "Short" },
  });
  await db().organization.update({
    where: { id: charlie.access.organizationId },
    data: { retentionDays: 30 },
  });
  const ages: [projectId: number, days: number][] = [
    [web.projectId, 91],
    [web.projectId, 89],
    [short.id, 31],
    [short.id, 29],
    [NOBODYS_PROJECT, 31],
  ];
  await db().eventId.createMany({
    data: ages.map(([projectId, days], index) => ({
      eventId: `00000000-0000-4000-8000-00000000000${index}`,
      projectId,
      journalId: 1n,
      groupId: 1n,
      timestamp: new Date(),
      receivedAt: new Date(Date.now() - days * DAY),
    })),
  });
  expect(await expireEventIds(pool())).toBe(false);
  const left = await db().eventId.findMany({ orderBy: { eventId: "asc" } });
  expect(left.map((row) => row.projectId)).toEqual([web.projectId, short.id]);
});
