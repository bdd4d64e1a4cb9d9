import { describe, expect, it } from "vitest";
import { buildException } from "#server/testing/build-event.ts";
import { selectExceptions } from "#lib/issues/grouping/exception-group.ts";

type Row = [value: string, id?: number, parent?: number, group?: "group"];

// prettier-ignore
const cases: [name: string, rows: Row[], kept: string[], main: string | null][] = [
  ["a plain chain", [["b", 1, 0], ["a", 0]], ["b", "a"], null],
  ["equal members", [["x", 2, 0], ["x", 1, 0], ["g", 0, undefined, "group"]], ["x"], "x"],
  ["different members", [["y", 2, 0], ["x", 1, 0], ["g", 0, undefined, "group"]], ["y", "x", "g"], null],
  ["a member and its cause", [["c", 2, 1], ["x", 1, 0], ["g", 0, undefined, "group"]], ["c", "x"], "x"],
  ["groups in a group", [["x", 3, 1], ["x", 2, 1], ["h", 1, 0, "group"], ["g", 0, undefined, "group"]], ["x"], "x"],
  ["an empty group counts itself", [["g", 1, 0, "group"], ["r", 0, undefined, "group"]], ["g"], "g"],
  ["a group as a cause", [["y", 3, 1], ["x", 2, 1], ["g", 1, 0, "group"], ["e", 0]], ["x", "g", "e"], "e"],
  ["an id is missing", [["x"], ["x", 1, 0], ["g", 0, undefined, "group"]], ["x", "x", "g"], null],
  ["an id is there twice", [["x", 1, 0], ["x", 1, 0], ["g", 0, undefined, "group"]], ["x", "x", "g"], null],
  ["a parent is missing", [["x", 1, 7], ["g", 0, undefined, "group"]], ["x", "g"], null],
  ["two roots", [["x", 1], ["g", 0, undefined, "group"]], ["x", "g"], null],
  ["its own parent", [["x", 1, 1], ["g", 0, undefined, "group"]], ["x", "g"], null],
  ["a circle beside the root", [["x", 1, 2], ["x", 2, 1], ["g", 0, undefined, "group"]], ["x", "x", "g"], null],
  ["only a circle", [["x", 1, 2], ["x", 2, 1, "group"]], ["x", "x"], null],
];

describe("selectExceptions", () => {
  it.each(cases)("%s", (_name, rows, kept, main) => {
    const exceptions = rows.map(([value, exceptionId, parentId, group]) =>
      buildException("E", value, undefined, { exceptionId, parentId, isExceptionGroup: group === "group" }),
    );
    const valueOf = (index: number) => exceptions[index]?.value ?? "";
    const selection = selectExceptions(exceptions, valueOf);
    expect(selection.kept.map(valueOf)).toEqual(kept);
    expect(selection.main === null ? null : valueOf(selection.main)).toBe(main);
  });
});
