import { expect, it } from "vitest";
import { createSampleBudget } from "#lib/events/sample-budget.ts";
import { buildEvent } from "#server/testing/build-event.ts";

const MINUTE = 60_000;

function start() {
  const clock = { now: Date.UTC(2026, 10, 20, 12) };
  const budget = createSampleBudget(() => clock.now);
  const keep = (tag = "a", group = 1n, limit = 10) =>
    budget.keep(group, buildEvent({ tags: [["host", tag]] }), limit);
  const many = (count: number, ...rest: Parameters<typeof keep>) =>
    Array.from({ length: count }, () => keep(...rest)).filter(Boolean).length;
  return { clock, keep, many };
}

it("keeps whole events up to the budget, and each hour anew", () => {
  const { clock, many } = start();
  // One more than the budget: the first that shows a tag's value once values are watched.
  expect(many(1_000)).toBe(11);
  clock.now += 60 * MINUTE;
  expect(many(1_000)).toBe(11);
});

it("gives each group a budget of its own", () => {
  const { many } = start();
  expect(many(100, "a", 1n)).toBe(11);
  expect(many(100, "a", 2n)).toBe(11);
});

it("keeps the newest, once a minute", () => {
  const { clock, many } = start();
  many(100);
  clock.now += MINUTE - 1;
  expect(many(100)).toBe(0);
  clock.now += 1;
  expect(many(100)).toBe(1);
});

it("keeps the first event of a rare tag value, and bounds those", () => {
  const { keep, many } = start();
  many(100, "a", 1n, 40);
  expect(keep("rare", 1n, 40)).toBe(true);
  expect(keep("rare", 1n, 40)).toBe(false);
  const kept = Array.from({ length: 1_000 }, (_, index) => keep(`id-${index}`, 1n, 40)).filter(
    Boolean,
  ).length;
  expect(kept).toBeLessThanOrEqual(10);
});
