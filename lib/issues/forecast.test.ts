import { describe, expect, it } from "vitest";
import { forecastCeilings, type HourCount } from "#lib/issues/forecast.ts";

// 1 January 2024 was a Monday.
const MONDAY = Date.UTC(2024, 0, 1) / 86_400_000;
const week = (count: (index: number) => number): HourCount[] =>
  Array.from({ length: 168 }, (_, index) => ({ hour: MONDAY * 24 + index, count: count(index) }));

describe("forecastCeilings", () => {
  it.each<[string, HourCount[], first: number | undefined, days: number]>([
    ["nothing", [], undefined, 0],
    ["one hour", [{ hour: 1, count: 7 }], 70, 14],
    ["a week with one gap", week(() => 4).slice(1), 40, 14],
    // cv 0: max·5 = 50; the mean and five times it are 60.
    ["a steady week", week(() => 10), 60, 14],
    // mean 10, σ 9.03, cv 0.903: bursts 19·2.78 = 52.8; spikes 10 + 10·5.51 = 65.1.
    ["every other hour", week((index) => (index % 2 ? 19 : 1)), 66, 14],
    // cv 12.2: bursts are 2·max, which is most.
    ["one burst", week((index) => (index === 100 ? 10_000 : 1)), 20_000, 14],
  ])("%s", (_name, hours, first, days) => {
    const ceilings = forecastCeilings(hours, MONDAY + 7);
    expect(ceilings[0]).toBe(first);
    expect(ceilings).toHaveLength(days);
  });

  it("expects more of the weekdays that had more", () => {
    // Mondays have 30 an hour, the other days 20: a mean of 150/7, or 180/8 with Mondays twice.
    const ceilings = forecastCeilings(
      week((index) => (index < 24 ? 30 : 20)),
      MONDAY + 7,
    );
    const [monday, tuesday, ...rest] = ceilings;
    expect(monday).toBeGreaterThanOrEqual(tuesday!);
    expect(rest[5]).toBe(monday);
  });
});
