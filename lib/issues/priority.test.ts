import { describe, expect, it } from "vitest";
import { escalatedPriority, initialPriority } from "#lib/issues/priority.ts";

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
  it.each([
    ["LOW", "MEDIUM"],
    ["MEDIUM", "HIGH"],
    ["HIGH", "HIGH"],
  ] as const)("escalating lifts %s to %s", (priority, expected) => {
    expect(escalatedPriority(priority)).toBe(expected);
  });
});
