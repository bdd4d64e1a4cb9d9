import { describe, expect, it } from "vitest";
import { bucketSize, fillBuckets } from "#lib/issues/buckets.ts";

const HOUR = 3_600_000;

describe("bucketSize", () => {
  it.each([
    ["an hour", HOUR, 60_000],
    ["a day", 24 * HOUR, HOUR],
    ["two weeks", 14 * 24 * HOUR, 6 * HOUR],
    ["three months", 90 * 24 * HOUR, 7 * 24 * HOUR],
  ])("cuts %s", (_name, span, size) => expect(bucketSize(0, span)).toBe(size));
});

describe("fillBuckets", () => {
  it("puts empty buckets between the full ones", () => {
    const row = { at: 20, events: 3, users: 1 };
    expect(fillBuckets([row], 5, 35, 10).map(({ at, events }) => [at, events])).toEqual([
      [0, 0],
      [10, 0],
      [20, 3],
      [30, 0],
    ]);
  });
  it("has one bucket for an empty range", () => expect(fillBuckets([], 5, 5, 10)).toHaveLength(1));
});
