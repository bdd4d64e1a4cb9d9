// What a merge teaches, and what unmerging takes back, through the digest.
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { db, inTransaction } from "#lib/db.ts";
import { Matcher } from "#lib/issues/grouping/rules/matcher.ts";
import { newestEvents } from "#lib/issues/learn-from-groups.ts";
import { describeLearnedRule } from "#lib/issues/learned-rule.ts";
import { readLearnedRules } from "#lib/issues/learned-rules.ts";
import { mergeIssues } from "#lib/issues/merge-issues.ts";
import { findMergedIssue, setLearnedRule } from "#lib/issues/queries-merged.ts";
import { previewMerge } from "#lib/issues/merge-preview.ts";
import { undoIssues } from "#lib/issues/undo-issues.ts";
import { unmergeGroups, unmergeIssue } from "#lib/issues/unmerge-groups.ts";
import { buildException, buildFrame } from "#server/testing/build-event.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { type SentError, sendErrors } from "#server/testing/send-errors.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const send = (...errors: SentError[]) => sendErrors(cast, errors);
/** Errors without a stack: their message is all that they are grouped by. */
const plan = (name: string): SentError => ({ type: "PlanError", value: `Plan ${name} has expired` });

const counts = async () => {
  const issues = await db().issue.findMany({ where: { mergedIntoId: null }, orderBy: { number: "asc" } });
  return issues.map(({ number, timesSeen }) => [number, Number(timesSeen)]);
};
const ids = async () => (await db().issue.findMany({ orderBy: { number: "asc" } })).map(({ id }) => id);
const rules = async () =>
  (await db().learnedRule.findMany({ orderBy: { id: "asc" } })).map(({ matchers, isActive, issueId }) => ({
    issueId,
    isActive,
    words: describeLearnedRule(z.array(Matcher).parse(matchers)),
  }));
const mergeAll = async () => mergeIssues(cast.alice.access, { ids: await ids() });

const WORDS = "Later errors of type PlanError whose message looks like “Plan * has expired”";

describe("a merge", () => {
  it("sends later variants to the issue", async () => {
    await send(plan("gold"), plan("gold"), plan("silver"));
    const preview = await previewMerge(cast.bob.access, await ids());
    expect(preview).toMatchObject({
      parent: { shortId: "WEB-1" },
      children: [{ shortId: "WEB-2" }],
      childCount: 1,
      events: 3,
      rule: `${WORDS} will come here too.`,
      noRule: null,
    });
    await mergeAll();
    expect(await rules()).toEqual([{ issueId: (await ids())[0], isActive: true, words: WORDS }]);
    await send(plan("bronze"), plan("iron"), plan("bronze"), {
      type: "PlanError",
      value: "Card was declined",
    });
    expect(await counts()).toEqual([
      [1, 6],
      [3, 1],
    ]);
  });

  it("teaches nothing when all that they share is their type, and says why", async () => {
    await send({ type: "E", value: "no route to host" }, { type: "E", value: "socket hang up" });
    expect(await previewMerge(cast.alice.access, await ids())).toMatchObject({
      rule: null,
      noRule: "Their messages share too few words, and they happen in different places.",
    });
    await mergeAll();
    expect(await rules()).toEqual([]);
  });

  it("leaves hashes that are known where they are", async () => {
    await send(plan("gold"), plan("silver"), plan("bronze"));
    await mergeIssues(cast.alice.access, { ids: (await ids()).slice(0, 2) });
    await send(plan("bronze"), plan("iron"));
    expect(await counts()).toEqual([
      [1, 3],
      [3, 2],
    ]);
  });

  it("teaches nothing that is used when it is told so, until it is turned on", async () => {
    await send(plan("gold"), plan("gold"), plan("silver"));
    const [one] = await ids();
    await mergeIssues(cast.alice.access, { ids: await ids(), learn: false });
    await send(plan("bronze"));
    expect(await counts()).toEqual([
      [1, 3],
      [3, 1],
    ]);
    await expect(setLearnedRule(cast.charlie.access, one!, true)).rejects.toMatchObject({ status: 404 });
    await setLearnedRule(cast.alice.access, one!, true);
    await send(plan("iron"));
    expect(await counts()).toEqual([
      [1, 4],
      [3, 1],
    ]);
  });

  it("of an issue that has learned passes that on", async () => {
    await send(
      plan("gold"),
      plan("silver"),
      ...Array.from({ length: 5 }, () => ({ type: "Other", value: "nothing alike" })),
    );
    await mergeIssues(cast.alice.access, { ids: (await ids()).slice(0, 2) });
    await mergeAll();
    await send(plan("iron"));
    expect(await counts()).toEqual([[3, 8]]);
    await unmergeIssue(cast.alice.access, (await ids())[0]!);
    await send(plan("tin"));
    // What came while it was merged stays; the rule went back with its issue.
    expect(await counts()).toEqual([
      [1, 3],
      [3, 6],
    ]);
  });
});

it("many rules of one project keep no other from being asked", async () => {
  await send(plan("gold"), plan("silver"));
  await mergeAll();
  const { access } = cast.alice;
  const { id: projectId } = await db().project.create({
    data: { organizationId: access.organizationId, slug: "busy", name: "Busy" },
  });
  const busy = { projectId, number: 1, title: "", culprit: "", firstSeen: new Date(), lastSeen: new Date() };
  const { id: issueId } = await db().issue.create({ data: busy });
  const matchers = [{ key: "type", pattern: "Busy", negated: false }];
  await db().learnedRule.createMany({ data: Array(2_000).fill({ projectId, issueId, matchers }) });
  const [event] = await newestEvents(cast.web.projectId, [1n]);
  const issueOf = await inTransaction((on) => readLearnedRules(on, [cast.web.projectId, projectId]));
  expect(issueOf(event!)).toBe((await ids())[0]);
  expect(issueOf({ ...event!, projectId })).toBeUndefined();
});

it("many rules that look at all frames take no longer than a moment together", async () => {
  await send(plan("gold"));
  const [projectId, issueId] = [cast.web.projectId, (await ids())[0]!];
  const matchers = [
    { key: "type", pattern: "PlanError", negated: false },
    { key: "module", pattern: "another", negated: false },
  ];
  await db().learnedRule.createMany({ data: Array(2_000).fill({ projectId, issueId, matchers }) });
  const [event] = await newestEvents(projectId, [1n]);
  const frames = Array.from({ length: 500 }, (_, at) =>
    buildFrame({ module: `m${at}`, absPath: `/app/${at}.js` }),
  );
  const exceptions = Array.from({ length: 10 }, () => buildException("PlanError", "", frames));
  const issueOf = await inTransaction((on) => readLearnedRules(on, [projectId]));
  const begun = performance.now();
  expect(issueOf({ ...event!, exceptions })).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(1_500);
});

describe("what was learned is forgotten", () => {
  it("when the merge is taken back", async () => {
    await send(plan("gold"), plan("silver"));
    const { undo } = await mergeAll();
    await undoIssues(cast.alice.access, undo ?? "");
    expect(await rules()).toEqual([]);
    await send(plan("bronze"));
    expect(await counts()).toHaveLength(3);
  });

  it("when it would bring back what was unmerged", async () => {
    await send(plan("gold"), plan("gold"), plan("silver"), plan("bronze"));
    await mergeAll();
    await unmergeIssue(cast.alice.access, (await ids())[1]!);
    expect(await rules()).toEqual([]);
    await send(plan("iron"), plan("silver"), plan("gold"));
    expect(await counts()).toEqual([
      [1, 4],
      [2, 2],
      [4, 1],
    ]);
  });

  it("as far as it came from what was unmerged", async () => {
    await send(plan("gold"), plan("gold"), plan("silver"), {
      type: "PlanError",
      value: "Plan iron has lapsed",
    });
    await mergeAll();
    expect(await rules()).toMatchObject([
      { words: "Later errors of type PlanError whose message looks like “Plan * has *”" },
    ]);
    await unmergeIssue(cast.alice.access, (await ids())[2]!);
    expect(await rules()).toMatchObject([{ words: WORDS }]);
    await send(plan("tin"), { type: "PlanError", value: "Plan iron has lapsed" });
    expect(await counts()).toEqual([
      [1, 4],
      [3, 2],
    ]);
  });
});

describe("unmerging what fits nowhere", () => {
  it("finds one when what is left has something in common", async () => {
    await send(plan("gold"), plan("gold"), plan("silver"), { type: "CardError", value: "Card was declined" });
    await mergeAll();
    expect(await rules()).toEqual([]);
    await unmergeIssue(cast.alice.access, (await ids())[2]!);
    expect(await rules()).toMatchObject([{ words: WORDS, isActive: true }]);
  });
});

describe("the merged page", () => {
  it("lists the groups with where they came from, and its rule", async () => {
    await send(plan("gold"), plan("gold"), plan("silver"));
    const [one, two] = await ids();
    await mergeAll();
    const merged = await findMergedIssue(cast.alice.access, one!);
    expect(merged?.groups).toMatchObject([
      { title: "PlanError: Plan gold has expired", events: 2, origin: { shortId: "WEB-1" }, isOwn: true },
      { title: "PlanError: Plan silver has expired", events: 1, origin: { shortId: "WEB-2" }, isOwn: false },
    ]);
    expect(merged?.rule).toMatchObject({ words: `${WORDS} come here too.`, isActive: true });
    expect(await findMergedIssue(cast.charlie.access, one!)).toBeNull();
    await unmergeGroups(cast.alice.access, one!, [merged!.groups[1]!.id]);
    expect(await db().issue.findUniqueOrThrow({ where: { id: two! } })).toMatchObject({ mergedIntoId: null });
    expect((await findMergedIssue(cast.alice.access, one!))?.groups).toHaveLength(1);
  });

  it("previews nothing of strangers", async () => {
    await send(plan("gold"), plan("silver"));
    await expect(previewMerge(cast.charlie.access, await ids())).rejects.toMatchObject({ status: 404 });
  });
});
