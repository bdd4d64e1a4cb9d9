import { describe, expect, it } from "vitest";
import { gStatistic, logChance } from "#lib/issues/conditions/fisher.ts";

const share = (hits: number, size: number) => ({ hits, size });

describe("logChance", () => {
  // The lady tasting tea, and other tables with known sums of hypergeometric probabilities.
  it.each([
    ["four of four cups", share(4, 4), share(0, 4), 1 / 70],
    ["three of four cups", share(3, 4), share(1, 4), 17 / 70],
    ["no difference", share(5, 10), share(50, 100), 1],
    ["fewer than elsewhere", share(1, 10), share(90, 100), 1],
    ["nothing at all", share(0, 10), share(0, 10), 1],
    ["everything everywhere", share(10, 10), share(20, 20), 1],
    ["one of one, none of nine", share(1, 1), share(0, 9), 1 / 10],
  ])("%s", (_name, first, second, chance) => {
    expect(Math.exp(logChance(first, second))).toBeCloseTo(chance, 10);
  });

  it("stays a number when samples are large and the chance is tiny", () => {
    const tiny = logChance(share(5_000, 5_000), share(100, 20_000));
    expect(tiny).toBeLessThan(-10_000);
    expect(Number.isFinite(tiny)).toBe(true);
  });
});

it("the G statistic is nothing for equal shares, and grows with the difference", () => {
  expect(gStatistic(share(10, 100), share(100, 1_000))).toBeCloseTo(0, 9);
  expect(gStatistic(share(90, 100), share(100, 1_000))).toBeGreaterThan(
    gStatistic(share(50, 100), share(100, 1_000)),
  );
});
