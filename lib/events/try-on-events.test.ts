import { expect, it } from "vitest";
import { tryOnEvents } from "#lib/events/try-on-events.ts";
import { buildEvent } from "#server/testing/build-event.ts";

const events = Array.from({ length: 20 }, () => buildEvent({}));

function work(ms: number) {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return ms;
}

it("tries every event when there is time", async () => {
  expect(await tryOnEvents(events, ({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId));
});

it("ends when it takes too long, with what was tried", async () => {
  const tried = await tryOnEvents(events, () => work(10), 25);
  expect(tried.length).toBeGreaterThan(0);
  expect(tried.length).toBeLessThanOrEqual(3);
});

it("lets others do something in between", async () => {
  let served = 0;
  const other = setInterval(() => served++, 1);
  await tryOnEvents(events, () => work(3));
  clearInterval(other);
  expect(served).toBeGreaterThan(5);
});
