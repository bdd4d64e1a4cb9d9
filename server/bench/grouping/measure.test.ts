import { describe, expect, it } from "vitest";
import { measureGrouping } from "#server/bench/grouping/measure.ts";
import { adjustedRandIndex, makeGroups } from "#server/bench/grouping/score.ts";

describe("the adjusted Rand index", () => {
  const of = (a: string, b: string) =>
    adjustedRandIndex([...a].map((char, index) => [char.charCodeAt(0), b.charCodeAt(index)]));

  it.each([
    ["the same partition", "aabbcc", "xxyyzz", 1],
    ["one group for all", "aabbcc", "xxxxxx", 0],
    ["a group for each", "aabbcc", "uvwxyz", 0],
    // Worked by hand: 2 pairs agree, 3 and 4 are in each, of 15.
    ["one in the wrong group", "aabbcc", "xxyyyz", (2 - 12 / 15) / (3.5 - 12 / 15)],
  ])("of %s", (_name, a, b, expected) => expect(of(a, b)).toBeCloseTo(expected, 10));
});

describe("groups", () => {
  it("take their events as issues do: by the first hash that has an owner", () => {
    const groupOf = makeGroups();
    expect([["a", "s"], ["b", "s"], ["b"], ["c"], ["a", "c"], ["c", "a"]].map(groupOf)).toEqual([
      1, 1, 1, 2, 1, 2,
    ]);
  });
});

describe.each([1, 2] as const)("grouping in version %s", (version) => {
  it("finds the causes of a noisy stream", () => {
    const {
      causes,
      adjustedRandIndex: index,
      split,
      merged,
    } = measureGrouping({ count: 3_000, seed: 7, version });
    expect(causes).toBe(200);
    expect(index).toBeGreaterThanOrEqual(0.98);
    // Nothing goes wrong but what is hard on purpose.
    expect(split.filter((kind) => kind.endsWith(": none"))).toEqual([]);
    expect(merged.filter((kinds) => kinds.every((kind) => kind.endsWith(": none")))).toEqual([]);
  });
});
