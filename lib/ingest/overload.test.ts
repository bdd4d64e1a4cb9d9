import { expect, it } from "vitest";
import { isTooMuch, takeTurn } from "#lib/ingest/overload.ts";

const calm = { waiting: 40, open: 200, queued: 10, queuedMs: 20, isJournalBusy: false };

it.each([
  ["a busy moment", {}, false],
  ["too many wait", { waiting: 502 }, true],
  ["many slow uploads", { open: 1_000 }, false],
  ["too many uploads", { open: 4_096 }, true],
  ["the journal is slow", { isJournalBusy: true }, true],
  ["a long queue that moves", { queued: 200, queuedMs: 79 }, false],
  ["a queue that does not move", { queued: 32, queuedMs: 81 }, true],
  ["a machine that was busy with something else", { queued: 5, queuedMs: 900 }, false],
])("%s", (_name, load, expected) => {
  expect(isTooMuch({ ...calm, ...load })).toBe(expected);
});

it("takes turns in order, a few in each turn of the event loop", async () => {
  const begun: number[] = [];
  const turns = Array.from({ length: 20 }, (_, index) => takeTurn().then(() => begun.push(index)));
  const perTurn: number[] = [];
  while (begun.length < 20) {
    await new Promise((resolve) => setImmediate(resolve));
    perTurn.push(begun.length);
  }
  await Promise.all(turns);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(perTurn.filter((count) => count > 0)).toEqual([8, 16, 20]);
});
