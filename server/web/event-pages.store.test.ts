import { beforeAll, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { eventFilter } from "#lib/events/event-filter.ts";
import { eventsOfIssue } from "#lib/events/event-pages.ts";
import { findIssue, type Issue } from "#lib/issues/queries-issue.ts";
import { createCast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const idOf = (number: number) => String(number).padStart(32, "0");
let issue: Issue;
beforeAll(async () => {
  const cast = await createCast();
  const exception = { values: [{ type: "Error", value: "broken" }] };
  const began = Date.now() / 1000 - 60;
  for (let number = 1; number <= 6; number++) {
    const environment = number % 2 ? "production" : "staging";
    const event = { event_id: idOf(number), exception, environment, timestamp: began + number };
    await sendItems(cast, [[{ type: "event" }, event]], { event_id: event.event_id });
  }
  await drainJournal();
  issue = (await findIssue(cast.alice.access, String((await db().issue.findFirstOrThrow()).id)))!;
});

const page = (search: string | null, cursor: string | null = null) =>
  eventsOfIssue(issue.scope, {
    range: { from: null, until: Date.now() + 60_000 },
    environments: [],
    cursor,
    limit: 2,
    filter: search === null ? null : eventFilter(search, [{ projectId: issue.project.id, slug: "web" }]),
  });
const numbers = ({ items }: Awaited<ReturnType<typeof page>>) =>
  items.map(({ event }) => Number(event.eventId));

it("is all events, newest first, without a search", async () => {
  expect(numbers(await page(null))).toEqual([6, 5]);
});

it("a search narrows every page, there and back", async () => {
  const first = await page("environment:staging");
  const second = await page("environment:staging", first.next);
  expect([first, second].map(numbers)).toEqual([[6, 4], [2]]);
  expect([first.previous, second.next]).toEqual([null, null]);
  expect(numbers(await page("environment:staging", second.previous))).toEqual([6, 4]);
  expect(numbers(await page("environment:nowhere"))).toEqual([]);
});
