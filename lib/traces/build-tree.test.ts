import { describe, expect, it } from "vitest";
import { buildTree, type TraceNode } from "#lib/traces/build-tree.ts";
import type { TraceError } from "#lib/traces/schema.ts";

type Span = { spanId: string; parentSpanId: string; startUs: number; durationUs: number };
const span = (spanId: string, parentSpanId: string, startUs: number): Span => ({
  spanId,
  parentSpanId,
  startUs,
  durationUs: 10,
});

/** "a(b,c(d))"; an orphan has a "?". */
const draw = (nodes: readonly TraceNode<Span>[]): string =>
  nodes
    .map(
      ({ span: { spanId }, isOrphan, children }) =>
        `${spanId}${isOrphan ? "?" : ""}${children.length > 0 ? `(${draw(children)})` : ""}`,
    )
    .join(",");

describe("the tree of a trace", () => {
  it.each([
    ["no spans", [], ""],
    ["one root", [span("a", "", 0), span("b", "a", 1), span("c", "b", 2)], "a(b(c))"],
    ["a child that came first", [span("c", "b", 2), span("b", "a", 1), span("a", "", 0)], "a(b(c))"],
    ["children by start", [span("a", "", 0), span("c", "a", 5), span("b", "a", 3)], "a(b,c)"],
    ["several roots by start", [span("b", "", 5), span("a", "", 0)], "a,b"],
    ["a parent that never came", [span("a", "", 0), span("b", "lost", 1), span("c", "b", 2)], "a,b?(c)"],
    ["no root at all", [span("b", "lost", 1), span("c", "lost", 0)], "c?,b?"],
    ["a circle of two", [span("a", "b", 0), span("b", "a", 1)], "a?(b)"],
    ["a circle of one", [span("a", "a", 0)], "a?"],
    [
      "a circle with a tail",
      [span("a", "c", 2), span("b", "a", 1), span("c", "b", 0), span("d", "a", 9)],
      "c?(a(b,d))",
    ],
    ["a root beside a circle", [span("r", "", 5), span("a", "b", 0), span("b", "a", 1)], "a?(b),r"],
  ])("%s", (_name, spans, expected) => {
    expect(draw(buildTree(spans).roots)).toBe(expected);
  });

  it("holds each span once, however long its chains are", () => {
    const spans = Array.from({ length: 10_000 }, (_, index) =>
      span(`s${index}`, index === 0 ? "" : `s${index - 1}`, index),
    );
    let depth = 0;
    for (let node = buildTree(spans).roots[0]; node; node = node.children[0]) depth++;
    expect(depth).toBe(10_000);
  });

  it("hangs errors below their span and keeps those of spans that are not there", () => {
    const error = (eventId: string, spanId: string): TraceError => ({
      eventId,
      spanId,
      projectId: 1,
      timestamp: 0,
      title: "",
      message: "",
      level: "error",
      culprit: "",
      transaction: "",
      issue: null,
    });
    const tree = buildTree([span("a", "", 0)], [error("1", "a"), error("2", "lost"), error("3", "")]);
    expect(tree.roots[0]?.errors.map(({ eventId }) => eventId)).toEqual(["1"]);
    expect(tree.errors.map(({ eventId }) => eventId)).toEqual(["2", "3"]);
  });
});
