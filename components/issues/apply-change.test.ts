import { describe, expect, it } from "vitest";
import type { Status } from "#components/ui/status-chip.tsx";
import type { NamedAssignee } from "#lib/issues/schema.ts";
import { applyChange, isUnderTab } from "#components/issues/apply-change.ts";

const item: { id: number; chip: Status; assignee: NamedAssignee | null } = {
  id: 1,
  chip: "new",
  assignee: null,
};
const actors = [{ type: "user" as const, id: 5, name: "Ada", detail: "", isViewer: true }];

describe("applyChange", () => {
  it.each([
    [{ kind: "resolve" }, "resolved"],
    [{ kind: "archive", until: "forever" }, "archived"],
    [{ kind: "unresolve" }, "ongoing"],
    [
      { kind: "restore", states: [{ id: 1, status: "RESOLVED", substatus: null, assignee: null }] },
      "resolved",
    ],
    [{ kind: "restore", states: [{ id: 2, status: "RESOLVED", substatus: null, assignee: null }] }, "new"],
  ] as const)("%j shows %s", (change, chip) => {
    expect(applyChange(item, structuredClone(change) as never, actors).chip).toBe(chip);
  });
  it("names who it is given to", () => {
    const change = { kind: "assign" as const, assignee: { type: "user" as const, id: 5 } };
    expect(applyChange(item, change, actors).assignee?.name).toBe("Ada");
  });
});

describe("isUnderTab", () => {
  it.each([
    ["regressed", "unresolved", true],
    ["resolved", "unresolved", false],
    ["archived", "all", true],
  ] as const)("%s under %s: %s", (chip, tab, expected) => expect(isUnderTab(chip, tab)).toBe(expected));
});
