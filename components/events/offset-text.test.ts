import { describe, expect, it } from "vitest";
import { offsetText } from "#components/events/offset-text.ts";

describe("offsetText", () => {
  it.each([
    [0, "0 ms"],
    [-340, "−340 ms"],
    [1_200, "+1.2 s"],
    [-65_000, "−1 m 5 s"],
    [-3_660_000, "−1 h 1 m"],
    [-259_200_000, "−3 d"],
  ])("%d → %s", (offset, text) => expect(offsetText(offset)).toBe(text));
});
