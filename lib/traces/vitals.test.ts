import { expect, it } from "vitest";
import { vitalsOfSegments } from "#lib/traces/vitals.ts";

type Span = Parameters<typeof vitalsOfSegments>[0][number];
const span = (parts: Partial<Span>): Span => ({
  projectId: 1,
  spanId: "a",
  segmentId: "a",
  isSegment: false,
  op: "",
  transaction: "/shop",
  startUs: 0,
  numbers: {},
  ...parts,
});
const pageload = span({
  isSegment: true,
  op: "pageload",
  numbers: { "browser.web_vital.ttfb.value": 80, "browser.web_vital.fcp.value": 900, other: 1 },
});

it.each([
  ["the segment's own", [pageload], { a: { ttfb: 80, fcp: 900 } }],
  [
    "late ones of the segment",
    [
      pageload,
      span({
        spanId: "b",
        op: "ui.webvital.lcp",
        startUs: 5,
        numbers: { "browser.web_vital.lcp.value": 1200 },
      }),
      span({
        spanId: "c",
        op: "ui.interaction.click",
        startUs: 6,
        numbers: { "browser.web_vital.inp.value": 90 },
      }),
      span({
        spanId: "d",
        op: "ui.interaction.press",
        startUs: 7,
        numbers: { "browser.web_vital.inp.value": 40 },
      }),
    ],
    { a: { ttfb: 80, fcp: 900, lcp: 1200, inp: 90 } },
  ],
  [
    "not what other spans measure",
    [pageload, span({ spanId: "b", op: "paint", numbers: { "browser.web_vital.lcp.value": 1200 } })],
    { a: { ttfb: 80, fcp: 900 } },
  ],
  [
    "of an old SDK: the last segment of the same name before it",
    [
      pageload,
      span({ spanId: "n", segmentId: "n", isSegment: true, startUs: 10, transaction: "/cart" }),
      span({
        spanId: "i",
        segmentId: "gone",
        op: "ui.interaction.click",
        startUs: 12,
        numbers: { "browser.web_vital.inp.value": 70 },
      }),
    ],
    { a: { ttfb: 80, fcp: 900, inp: 70 } },
  ],
  [
    "nothing without a segment",
    [
      span({
        spanId: "i",
        segmentId: "x",
        op: "ui.interaction.click",
        numbers: { "browser.web_vital.inp.value": 1 },
      }),
    ],
    {},
  ],
])("%s", (_name, spans, expected) => {
  expect(Object.fromEntries(vitalsOfSegments(spans))).toEqual(expected);
});
