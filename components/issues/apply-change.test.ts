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
    [{ kind: "review" }, "ongoing"],
    [{ kind: "unresolve" }, "new"],
    [{ kind: "priority", priority: "LOW" }, "new"],
    [{ kind: "subscribe", on: true }, "new"],
  ] as const)("%j shows %s", (change, chip) => {
    expect(applyChange(item, change, actors).chip).toBe(chip);
  });
  it("reopens what was archived as ongoing", () => {
    expect(applyChange({ ...item, chip: "archived" }, { kind: "unresolve" }, actors).chip).toBe("ongoing");
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
    ["new", "for_review", true],
    ["resolved", "for_review", false],
    ["ongoing", "regressed", false],
  ] as const)("%s under %s: %s", (chip, tab, expected) => expect(isUnderTab(chip, tab)).toBe(expected));
});
