import { expect, it } from "vitest";
import { exclusiveTimes } from "#lib/traces/exclusive-time.ts";

const span = (spanId: string, parentSpanId: string, startUs: number, endUs: number) => ({
  spanId,
  parentSpanId,
  startUs,
  durationUs: endUs - startUs,
});

it.each([
  ["alone", [span("a", "", 0, 100)], [100]],
  ["one child", [span("a", "", 0, 100), span("b", "a", 10, 40)], [70, 30]],
  [
    "children that overlap count once",
    [span("a", "", 0, 100), span("b", "a", 10, 40), span("c", "a", 30, 60)],
    [50, 30, 30],
  ],
  [
    "a child within a sibling",
    [span("a", "", 0, 100), span("b", "a", 10, 60), span("c", "a", 20, 30)],
    [50, 50, 10],
  ],
  [
    "children in any order",
    [span("c", "a", 50, 60), span("a", "", 0, 100), span("b", "a", 10, 20)],
    [10, 80, 10],
  ],
  ["a child that outlives its parent", [span("a", "", 0, 100), span("b", "a", 90, 300)], [90, 210]],
  ["a child before its parent", [span("a", "", 50, 100), span("b", "a", 0, 60)], [40, 60]],
  [
    "grandchildren do not count",
    [span("a", "", 0, 100), span("b", "a", 0, 50), span("c", "b", 0, 50)],
    [50, 0, 50],
  ],
  ["covered whole", [span("a", "", 0, 100), span("b", "a", 0, 100)], [0, 100]],
])("%s", (_name, spans, expected) => {
  expect(exclusiveTimes(spans)).toEqual(expected);
});
