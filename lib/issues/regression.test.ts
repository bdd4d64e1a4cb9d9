import { describe, expect, it } from "vitest";
import { isRegression } from "#lib/issues/regression.ts";
import type { IssueStatus } from "#lib/issues/schema.ts";

const cases: [name: string, status: IssueStatus, eventAt: number, expected: boolean][] = [
  ["resolved, event afterwards", "RESOLVED", 1001, true],
  ["resolved, event of the same millisecond", "RESOLVED", 1000, false],
  ["resolved, late arrival of an older event", "RESOLVED", 500, false],
  ["unresolved", "UNRESOLVED", 2000, false],
  ["archived", "ARCHIVED", 2000, false],
];

describe("isRegression", () => {
  it.each(cases)("%s", (_name, status, timestamp, expected) => {
    expect(isRegression({ status, statusChangedAt: 1000 }, { timestamp })).toBe(expected);
  });
});
