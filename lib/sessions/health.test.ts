import { describe, expect, it } from "vitest";
import { adoptionOf, adoptionStage } from "#lib/sessions/adoption.ts";
import { type HealthCounts, healthOf } from "#lib/sessions/health.ts";

const counts = (parts: Partial<HealthCounts>): HealthCounts => ({
  total: 0,
  troubled: 0,
  crashed: 0,
  abnormal: 0,
  unhandled: 0,
  ...parts,
});
const percent = (rate: number | null) => (rate === null ? null : Number((rate * 100).toFixed(4)));

describe("healthOf", () => {
  it.each([
    [
      "10,000 sessions, 37 crashed",
      { total: 10_000, troubled: 37, crashed: 37 },
      { healthy: 9_963, errored: 0 },
      99.63,
    ],
    [
      "an aggregate of all kinds",
      { total: 130, troubled: 10, crashed: 2, abnormal: 2 },
      { healthy: 120, errored: 6, crashed: 2, abnormal: 2 },
      98.4615,
    ],
    [
      "one errored, one crashed, one abnormal after an error",
      { total: 4, troubled: 3, crashed: 1, abnormal: 1 },
      { healthy: 1, errored: 1, crashed: 1, abnormal: 1 },
      75,
    ],
    ["eight users, two of them crashed", { total: 8, troubled: 2, crashed: 2 }, { healthy: 6 }, 75],
    ["nothing", {}, { healthy: 0, errored: 0, crashRate: null }, null],
    ["one of three crashed", { total: 3, troubled: 1, crashed: 1 }, { healthy: 2 }, 66.6667],
    [
      "one of ten unhandled, which is no crash",
      { total: 10, troubled: 1, unhandled: 1 },
      { healthy: 9, errored: 0, unhandled: 1, crashed: 0 },
      100,
    ],
    [
      "crashes whose beginning was lost",
      { total: 1, troubled: 3, crashed: 3 },
      { healthy: 0, errored: 0 },
      0,
    ],
  ])("%s", (_, told, figures, crashFree) => {
    const health = healthOf(counts(told));
    expect(health).toMatchObject(figures);
    expect(percent(health.crashFreeRate)).toBe(crashFree);
  });
});

describe("adoption", () => {
  it("is the share of all sessions", () => {
    expect(percent(adoptionOf(420, 5_000))).toBe(8.4);
    expect(adoptionOf(0, 0)).toBeNull();
  });

  it.each([
    [96, 960, false, "adopted"],
    [95, 960, false, "low"],
    [95, 960, true, "replaced"],
    [96, 960, true, "adopted"],
    [0, 0, false, "low"],
  ])("%i of %i sessions, adopted before: %s → %s", (ofRelease, ofAll, before, stage) => {
    expect(adoptionStage(adoptionOf(ofRelease, ofAll), before)).toBe(stage);
  });
});
