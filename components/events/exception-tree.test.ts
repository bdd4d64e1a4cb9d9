import { describe, expect, it } from "vitest";
import { exceptionTree } from "#components/events/exception-tree.ts";
import type { ExceptionValue } from "#lib/events/event.ts";

const plain = (type: string): ExceptionValue => ({ type, value: "" });
const numbered = (type: string, exceptionId: number, parentId?: number, isExceptionGroup = false) => ({
  ...plain(type),
  mechanism: { type: "generic", handled: true, synthetic: false, isExceptionGroup, exceptionId, parentId },
});
const shape = (exceptions: ExceptionValue[]) =>
  exceptionTree(exceptions).map(({ exception, depth, relation }) => `${exception.type}:${depth}:${relation}`);

describe("exceptionTree", () => {
  it("has nothing to show for a message", () => expect(shape([])).toEqual([]));
  it("reads a chain from the main exception to the first cause", () => {
    expect(shape([plain("root"), plain("mid"), plain("main")])).toEqual([
      "main:0:main",
      "mid:1:cause",
      "root:2:cause",
    ]);
  });
  it("puts the members of a group under it, in their order", () => {
    const tree = [numbered("b", 2, 0), numbered("a", 1, 0), numbered("group", 0, undefined, true)];
    expect(shape(tree)).toEqual(["group:0:main", "a:1:member", "b:1:member"]);
    expect(exceptionTree(tree)[0]?.members).toBe(2);
  });
  it("keeps an exception whose parent is missing, and survives a circle", () => {
    expect(shape([numbered("lost", 9, 7), numbered("main", 0)])).toEqual(["main:0:main", "lost:1:cause"]);
    expect(shape([numbered("y", 1, 0), numbered("x", 0, 1)])).toEqual(["x:0:main", "y:1:cause"]);
  });
});
