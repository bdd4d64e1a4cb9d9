// An archive until so many more events, of an issue that others are merged into and taken out of.
import { beforeEach, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { mergeIssues } from "#lib/issues/merge-issues.ts";
import { undoIssues } from "#lib/issues/undo-issues.ts";
import { unmergeGroups, unmergeIssue } from "#lib/issues/unmerge-groups.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { happen, storedIssue, times } from "#server/testing/happen.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const idOf = async (name: string) => (await storedIssue(name)).id;
const many = (name: string, count: number) => happen(cast, ...times(count, () => ({ name })));

async function archive(id: number): Promise<void> {
  const change = { kind: "archive", until: { count: 3 } } as const;
  await updateIssues(cast.alice.access, { ids: [id], change });
}

async function merge(parent: string, child: string) {
  const [parentId, childId] = [await idOf(parent), await idOf(child)];
  return mergeIssues(cast.alice.access, { ids: [parentId, childId], parentId });
}

/** Of an archive: whether it lasts, and how many events it has seen. */
async function standing(id: number) {
  const issue = await db().issue.findUniqueOrThrow({ where: { id }, include: { snooze: true } });
  return {
    status: issue.status,
    soFar: issue.snooze && Number(issue.timesSeen - issue.snooze.startTimesSeen),
  };
}

const asleep = (soFar: number) => ({ status: "ARCHIVED", soFar });
const AWAKE = { status: "UNRESOLVED", soFar: null };

it("does not take the events of what is merged into it for new ones", async () => {
  await many("Quiet", 1);
  await many("Loud", 5);
  const quiet = await idOf("Quiet");
  await archive(quiet);
  await merge("Quiet", "Loud");
  expect(await standing(quiet)).toEqual(asleep(0));
  await many("Loud", 2);
  expect(await standing(quiet)).toEqual(asleep(2));
  await many("Quiet", 1);
  expect(await standing(quiet)).toEqual(AWAKE);
});

it.each(["undone", "unmerged"])("has what it had without it when the merge is %s", async (how) => {
  await many("Quiet", 1);
  await many("Loud", 5);
  const [quiet, loud] = [await idOf("Quiet"), await idOf("Loud")];
  await archive(quiet);
  const { undo } = await merge("Quiet", "Loud");
  await happen(cast, { name: "Loud" }, { name: "Quiet" });
  expect(await standing(quiet)).toEqual(asleep(2));
  if (how === "undone") await undoIssues(cast.alice.access, undo!);
  else await unmergeIssue(cast.alice.access, loud);
  expect(await standing(quiet)).toEqual(asleep(1));
  await many("Quiet", 1);
  expect(await standing(quiet)).toEqual(asleep(2));
  await many("Quiet", 1);
  expect(await standing(quiet)).toEqual(AWAKE);
});

it("that began after the merge neither wakes nor sleeps for ever when it is unmerged", async () => {
  await many("Quiet", 1);
  await many("Loud", 2);
  const [quiet, loud] = [await idOf("Quiet"), await idOf("Loud")];
  await merge("Quiet", "Loud");
  await many("Loud", 4);
  await archive(quiet);
  await many("Quiet", 1);
  await unmergeIssue(cast.alice.access, loud);
  expect(await standing(quiet)).toEqual(asleep(1));
  await many("Quiet", 2);
  expect(await standing(quiet)).toEqual(AWAKE);
});

it("of an issue that gets groups of another one counts only what comes later", async () => {
  await many("Quiet", 1);
  await many("Loud", 5);
  await many("Other", 1);
  const [quiet, loud] = [await idOf("Quiet"), await idOf("Loud")];
  await merge("Loud", "Other");
  await archive(quiet);
  const [first] = await db().groupingHash.findMany({ where: { issueId: loud }, orderBy: { id: "asc" } });
  await unmergeGroups(cast.alice.access, loud, [first!.id], quiet);
  expect(await standing(quiet)).toEqual(asleep(0));
  await many("Loud", 3);
  expect(await standing(quiet)).toEqual(AWAKE);
});
