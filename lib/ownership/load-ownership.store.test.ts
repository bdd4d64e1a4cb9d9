import { expect, it } from "vitest";
import { db, pool } from "#lib/db.ts";
import { loadOwnership } from "#lib/ownership/load-ownership.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

it("keeps no more compiled text than there is memory for", async () => {
  const { alice } = await createCast();
  const text = Array.from({ length: 2_000 }, (_, n) => `/${"x".repeat(450)}/${n} a@example.com`).join("\n");
  const ids: number[] = [];
  for (let n = 0; n < 6; n++) {
    const { id } = await createProject(alice.access, { name: `P${n}`, platform: "node" });
    await db().project.update({ where: { id }, data: { ownershipRevision: 1 } });
    await db().codeOwners.create({ data: { projectId: id, text, stackRoot: "", sourceRoot: "" } });
    ids.push(id);
  }
  const load = async (at: number) => (await loadOwnership(pool(), ids[at] ?? 0, 1))?.ownership;
  const first = await load(0);
  expect(await load(0)).toBe(first);
  const last = ids.length - 1;
  for (let at = 1; at <= last; at++) await load(at);
  const newest = await load(last);
  expect(await load(last)).toBe(newest);
  expect(await load(0)).not.toBe(first);
});

it("knows nothing of a project that is gone", async () => {
  expect(await loadOwnership(pool(), 2_000_000_000, 1)).toBeNull();
});
