import { describe, expect, it } from "vitest";
import { nextWait } from "#server/supervisor/supervise.ts";

describe("nextWait", () => {
  it.each([
    ["the first end", 0, 5, 250],
    ["it doubles", 250, 5, 500],
    ["and doubles", 4_000, 5, 8_000],
    ["to ten seconds at most", 8_000, 5, 10_000],
    ["and stays there", 10_000, 29_999, 10_000],
    ["until it lived for half a minute", 10_000, 30_000, 250],
  ])("%s", (_case, waited, lived, expected) => {
    expect(nextWait(waited, lived)).toBe(expected);
  });
});
