import { describe, expect, it } from "vitest";
import { initialPriority } from "#lib/issues/priority.ts";

describe("priority", () => {
  it.each([
    ["DEBUG", "LOW"],
    ["INFO", "LOW"],
    ["WARNING", "MEDIUM"],
    ["ERROR", "HIGH"],
    ["FATAL", "HIGH"],
  ] as const)("a new %s issue starts %s", (level, expected) => {
    expect(initialPriority(level)).toBe(expected);
  });
});
