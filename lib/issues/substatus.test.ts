import { describe, expect, it } from "vitest";
import type { IssueStatus, IssueSubstatus } from "#lib/issues/schema.ts";
import { currentSubstatus, NEW_FOR_MS, statusAfter } from "#lib/issues/substatus.ts";

const now = 10 * NEW_FOR_MS;

describe("currentSubstatus", () => {
  const cases: [IssueStatus, IssueSubstatus | null, age: number, IssueSubstatus | null][] = [
    ["UNRESOLVED", "NEW", NEW_FOR_MS - 1, "NEW"],
    ["UNRESOLVED", "NEW", NEW_FOR_MS, "ONGOING"],
    ["UNRESOLVED", "REGRESSED", NEW_FOR_MS, "ONGOING"],
    ["UNRESOLVED", "ESCALATING", NEW_FOR_MS, "ONGOING"],
    ["UNRESOLVED", "ESCALATING", 0, "ESCALATING"],
    ["UNRESOLVED", "ONGOING", 0, "ONGOING"],
    ["RESOLVED", null, NEW_FOR_MS, null],
    ["ARCHIVED", "ARCHIVED_FOREVER", NEW_FOR_MS, "ARCHIVED_FOREVER"],
  ];
  it.each(cases)("%s %s after %d ms shows %s", (status, substatus, age, expected) => {
    expect(currentSubstatus(status, substatus, now - age, now)).toBe(expected);
  });
});

describe("statusAfter", () => {
  it("resolves without a substatus", () => {
    expect(statusAfter({ kind: "resolve" }, { firstSeen: 0 }, now)).toEqual({
      status: "RESOLVED",
      substatus: null,
    });
  });
  it.each([
    [now - 1, "NEW"],
    [now - NEW_FOR_MS, "ONGOING"],
  ])("reopens an issue first seen at %d as %s", (firstSeen, substatus) => {
    expect(statusAfter({ kind: "unresolve" }, { firstSeen }, now)).toEqual({
      status: "UNRESOLVED",
      substatus,
    });
  });
  it.each([
    ["forever", "ARCHIVED_FOREVER"],
    ["escalating", "ARCHIVED_UNTIL_ESCALATING"],
  ] as const)("archives until %s", (until, substatus) => {
    expect(statusAfter({ kind: "archive", until }, { firstSeen: 0 }, now).substatus).toBe(substatus);
  });
  it("archives until a condition is met", () => {
    const change = { kind: "archive" as const, until: { count: 5 } };
    expect(statusAfter(change, { firstSeen: 0 }, now).substatus).toBe("ARCHIVED_UNTIL_CONDITION_MET");
  });
});
