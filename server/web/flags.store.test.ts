// Feature flags of events as tags: what counts, finds and explains them.
import { beforeAll, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { findEvent } from "#lib/events/queries.ts";
import { issueCondition } from "#lib/issues/conditions/issue-condition.ts";
import { findIssue, type Issue } from "#lib/issues/queries-issue.ts";
import { issueFacets, searchIssueEvents } from "#lib/issues/queries-tags.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const now = Date.now();
const range = { from: now - 86_400_000, until: now + 1 };
const everything = { range, environments: [], query: "" };
let cast: Cast;
let issue: Issue;
let lastId = 0;

async function send(type: string, flags: Record<string, unknown>, tags: object = {}): Promise<void> {
  const event = {
    event_id: (++lastId).toString(16).padStart(32, "f"),
    timestamp: (now - lastId * 1_000) / 1_000,
    tags,
    contexts: { flags: { values: Object.entries(flags).map(([flag, result]) => ({ flag, result })) } },
    exception: { values: [{ type, value: "broken" }] },
  };
  await sendItems(cast, [[{ type: "event" }, event]], { event_id: event.event_id });
}

beforeAll(async () => {
  cast = await createCast();
  for (let at = 0; at < 30; at++) await send("PaymentError", { "new-checkout": true, limit: at % 2 });
  for (let at = 0; at < 60; at++) await send("CartError", { "new-checkout": at % 3 === 0, limit: at % 2 });
  await send("PaymentError", { "new-checkout": true, limit: 7 }, { "flags.limit": "as tagged" });
  await drainJournal();
  const { id } = await db().issue.findFirstOrThrow({ where: { title: { startsWith: "PaymentError" } } });
  issue = (await findIssue(cast.alice.access, String(id)))!;
}, 60_000);

it("are counted with the other tags; a tag of that name wins", async () => {
  const { facets } = await issueFacets(issue, everything, { top: 5 });
  const valuesOf = (wanted: string) =>
    facets.find(({ key }) => key === wanted)?.values.map(({ value, count }) => [value, count]);
  expect(valuesOf("flags.new-checkout")).toEqual([["true", 31]]);
  expect(valuesOf("flags.limit")?.toSorted()).toEqual([
    ["0", 15],
    ["1", 15],
    ["as tagged", 1],
  ]);
});

it.each([
  ["flags.new-checkout:true", 31],
  ["flags.new-checkout:false", 0],
  ["flags.new-checkout:tr*", 31],
  ["has:flags.limit", 31],
  ["!flags.limit:0", 16],
  ["flags.limit:7", 0],
  ['flags.limit:"as tagged"', 1],
])("are found by %s", async (query, events) => {
  const { found } = await searchIssueEvents(issue, { ...everything, query }, 0);
  expect(found.events).toBe(events);
});

it("explain an issue", async () => {
  const condition = await issueCondition(issue.scope, range, []);
  expect(condition).toMatchObject({
    kind: "found",
    condition: { parts: [{ key: "flags.new-checkout", value: "true" }] },
  });
});

it("stand once in the event: as flags, and not as its tags", async () => {
  const { event } = (await findEvent(issue.scope, "oldest"))!;
  expect(event.flags).toContainEqual({ flag: "new-checkout", result: true });
  expect(event.tags.map(([key]) => key)).not.toContain("flags.new-checkout");
});
