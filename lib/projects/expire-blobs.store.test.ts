import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { expireAttachments } from "#lib/attachments/expire-attachments.ts";
import { blobs } from "#lib/blobs.ts";
import { db, pool } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { expireBlobs } from "#lib/projects/expire-blobs.ts";
import { expireItemIds } from "#lib/telemetry/expire-item-ids.ts";
import { createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
const DAY = 24 * 3_600_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

it("removes blobs whose day is over and those of deleted projects, and no others", async () => {
  const { web, charlie } = await createCast();
  const gone = await db().project.create({
    data: { organizationId: charlie.access.organizationId, slug: "gone", name: "Gone" },
  });
  await db().project.delete({ where: { id: gone.id } });
  const neverHere = gone.id + 1;
  const folders: [projectId: number, days: number][] = [
    [web.projectId, -1],
    [web.projectId, 0],
    [web.projectId, 5],
    [gone.id, 5],
    [neverHere, 5],
    [neverHere, -1],
  ];
  const path = ([project, days]: [number, number]) => `${project}/${dayFromNow(days)}`;
  for (const folder of folders) await blobs().put(`${path(folder)}/${"a".repeat(32)}`, Buffer.from("x"));
  const { blobStore } = env();
  const unfinished = join(blobStore.kind === "file" ? blobStore.folder : "", "unfinished");
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, "old"), "x");
  utimesSync(join(unfinished, "old"), new Date(), new Date(Date.now() - 61 * 60_000));

  expect(await expireBlobs(pool())).toBe(false);
  const left: string[] = [];
  for await (const folder of blobs().folders()) left.push(folder);
  const kept: [number, number][] = [
    [web.projectId, 0],
    [web.projectId, 5],
    [neverHere, 5],
  ];
  expect(left.toSorted()).toEqual(kept.map(path).toSorted());
  await stores.truncate();
});

it("forgets attachments and ids of items whose retention is over", async () => {
  const { web } = await createCast();
  const at = (days: number) => new Date(Date.now() - days * DAY);
  await db().attachment.createMany({
    data: [1, -1].map((days) => ({
      projectId: web.projectId,
      eventId: "00000000-0000-4000-8000-000000000000",
      name: days > 0 ? "old" : "new",
      contentType: "text/plain",
      type: "event.attachment",
      size: 1,
      sha1: "0".repeat(40),
      blobKey: "",
      receivedAt: at(days),
      expiresAt: at(days),
    })),
  });
  await db().itemId.createMany({
    data: [91, 89].map((days) => ({
      projectId: web.projectId,
      kind: "profile",
      id: `00000000-0000-4000-8000-0000000000${days}`,
      journalId: 1n,
      receivedAt: at(days),
    })),
  });
  expect([await expireAttachments(pool()), await expireItemIds(pool())]).toEqual([false, false]);
  expect((await db().attachment.findMany()).map(({ name }) => name)).toEqual(["new"]);
  expect(await db().itemId.findMany()).toHaveLength(1);
});
